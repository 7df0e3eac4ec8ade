members-login-id = ID
members-password = Password
members-password-confirm = Confirm password
members-password-help-guide = { $min } to { $max } characters with letters, digits and special characters. Leave out your ID, name, e-mail and phone number.
members-password-help-nist = { $min } to { $max } characters. Leave out your ID, name, e-mail and phone number.
members-name = Customer name (user name)
members-email = E-mail
members-marketing = Send me product and event news by e-mail (optional)
members-marketing-help = Mandatory notices, such as incidents and maintenance, are sent whatever you choose.
members-phone = Mobile number
members-phone-help = The number of the person in charge of IT. A code works for { $minutes ->
    [one] { $minutes } minute.
   *[other] { $minutes } minutes.
 }
members-phone-send = Send code
members-phone-resend = Send again
members-phone-confirmed = Your mobile number is confirmed.
members-code = Code
members-code-help = No message? Check that your phone isn’t blocking { $sender }.
members-code-confirm = Confirm
members-code-left = Time left
members-code-over = The time is up. Request a new code.
members-landline = Landline
members-domain = Domain
members-domain-help = If you already use a domain, enter it here. Secure Zone customers enter SecureZone.
members-ip-count = Number of IP addresses
members-ip-count-help = For customers with a domain, from 1 to 10.
members-captcha = Security check
members-captcha-help = Type the digits and letters in the order shown.
members-cancel = Cancel
members-new-window = (new window)
members-outbox-hint = In development mode you can read what was sent.
members-outbox = Open the outbox
members-wait-seconds = Too many tries. Try again in { $seconds ->
    [one] { $seconds } second.
   *[other] { $seconds } seconds.
 }
members-wait-minutes = Too many tries. Try again in { $minutes ->
    [one] { $minutes } minute.
   *[other] { $minutes } minutes.
 }

sign-up-title = Sign up
sign-up-purpose = Read the terms and agree to them.
sign-up-step-terms = Terms
sign-up-step-form = Your details
sign-up-step-done = Done
sign-up-next = Next
sign-up-closed = Sign-up is closed at the moment.
sign-up-form-purpose = Tell us who will be using the service.
sign-up-login-id-help = 5 to 12 letters and digits, at least one of them a letter.
sign-up-login-id-free = This ID is available.
sign-up-password-fits = This password is fine.
sign-up-password-same = The passwords match.
sign-up-law = Using somebody else’s personal data is an offence under Korea’s Network Act.
sign-up-law-link = Read the law
sign-up-submit = Sign up
sign-up-check-fields = Check what you’ve entered.
sign-up-check-password = To keep it safe, type your password again.
sign-up-welcome = Welcome to { $product }
sign-up-done-sent = We’ve sent a verification mail to the address you gave.
sign-up-done-follow = Follow the link in it within { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
 } to complete your sign-up.
sign-up-done-then = Then sign in and start using the service.
sign-up-done-missing = Didn’t get the mail?
sign-up-done-spam = Check your spam folder.
sign-up-done-sign-in = Go to sign-in
sign-up-done-home = Go to the home page
sign-up-verify-title = Verify your e-mail
sign-up-verify-purpose = One click completes your sign-up.
sign-up-verify-act = Complete sign-up
sign-up-verify-over-title = Your sign-up wasn’t completed
sign-up-verify-over-what = If you have verified your address already, just sign in. Otherwise, have a new mail sent.

sign-in-title = Sign in
sign-in-purpose = Welcome to { $product }.
sign-in-save = Remember ID
sign-in-act = Sign in
sign-in-again-title = Confirm your password
sign-in-again-purpose = What you’re about to do is sensitive. Enter your password once more.
sign-in-again-act = Continue

resend-title = Didn’t get the verification mail?
resend-purpose = Enter the ID and e-mail you signed up with, and we’ll send it again.
resend-act = Send the verification mail again
resend-sent = Your request was received.
resend-sent-what = If a member with these details is waiting to be verified, a new mail is on its way. The link in the earlier one no longer works.
resend-again = Enter other details

find-id-link = Find ID
find-id-title = Find your ID
find-id-purpose = Find your ID with the name and e-mail you registered.
find-id-name = Name
find-id-act = Find
find-id-dialog = Find your ID
find-id-found-before = Your ID is
find-id-found-after = .
find-id-none = No ID is registered with this name and e-mail.
find-id-none-what = IDs whose e-mail hasn’t been verified can’t be found.

forgot-link = Forgot password
forgot-title = Forgot your password?
forgot-purpose = Enter your ID and registered e-mail, and we’ll mail you a link to set a new password.
forgot-act = Request a new password
forgot-requested = Your request was received.
forgot-requested-what = The mail goes to the registered address. Its link works once, for { $minutes ->
    [one] { $minutes } minute.
   *[other] { $minutes } minutes.
 }
forgot-already = A password change has already been requested.
forgot-already-what = Look for the mail we sent to the registered address. If it isn’t there, send it again.
forgot-again = Send the mail again

reset-title = New password
reset-purpose = Choose the password you’ll use from now on. All your devices will be signed out.
reset-password = New password
reset-password-confirm = Confirm new password
reset-act = Change password
reset-over-title = This link can’t be used
reset-over-again = Request a new link

terms-version = Version { $version } · in force since { $date }
terms-version-name = Version { $version }
terms-versions = Versions
terms-in-force = In force
terms-past = This version is no longer in force.
terms-to-current = Read the version in force
terms-documents = Terms
terms-required = Required
terms-optional = Optional
terms-agree-to = I agree to: { $title }
terms-agree-title = The terms have changed
terms-agree-purpose = Agree to the new terms to keep using the service.
terms-agree-act = Agree and continue
terms-agree-else = If you don’t agree, you can leave.

home-visitor-lead =
    A self-service cloud:
    request it, get approved, use it.
home-visitor-what = Request and run servers and platforms of { $company }, right from your browser.
home-steps = How to start
home-step-join = Sign up
home-step-join-what = Agree to the terms and enter your details.
home-step-verify = Verify your e-mail
home-step-verify-what = Follow the link in the mail we send you.
home-step-use = Sign in
home-step-use-what = One account for the console and the REST API.
home-greeting = Hello, { $name }
home-checklist = Getting started
home-checklist-what = Three steps to the console, SSH and the API.
home-check-verified = Sign up and verify your e-mail
home-check-verified-what = { $email } is verified.
home-check-key = Register an SSH public key
home-check-key-what = Reach your servers safely, without a password.
home-check-token = Create an API token
home-check-token-what = Use the REST API from your own programs.
home-check-do = Start
home-links = Shortcuts
home-announcements = Announcements
home-announcements-all = See all
home-announcements-none = There are no announcements.

done-verified = Your sign-up is complete. Sign in to start.
done-password = Your password was changed. All other devices were signed out.
done-password-reset = Your password was changed. Sign in with the new one.
done-withdrawn = Your account has been closed. Thank you for having been with us.
done-profile = Your details were saved.
done-phone = Your mobile number was changed.
done-email = Your e-mail was changed.
done-email-sent = We’ve sent a mail to the new address. Follow its link to make the change.
done-session = That device was signed out.
done-sessions = All other devices were signed out.
done-key = The SSH key was added.
done-key-deleted = The SSH key was deleted.
done-token-deleted = The API token was deleted.
