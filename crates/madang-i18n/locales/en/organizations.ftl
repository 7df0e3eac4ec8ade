organizations-code = Organisation code
sign-up-organization-code-help = Enter the code that your company gave you, and you join it as you sign up. Leave it empty if you have none.

holds-organization = You are the only owner of an organisation. Transfer it to somebody else first.
holds-projects = There are projects in your personal organisation. Delete them first.
holds-orders = You have applications under way. Take them back or cancel them first.
blocker-department = Department below
blocker-people = People in it
