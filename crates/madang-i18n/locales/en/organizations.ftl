organizations-code = Organisation code
sign-up-organization-code-help = Enter the code that your company gave you, and you join it as you sign up. Leave it empty if you have none.
