rule-required = Enter a value.
rule-characters = This contains a character that can’t be used.
rule-too-long = Use at most { $max } characters.
rule-too-short = Use at least { $min } characters.
rule-login-id = Use 5 to 12 letters and digits, with at least one letter.
rule-login-id-taken = This ID is already in use.
rule-password-guide = Use { $min } to { $max } characters, with letters, digits and special characters.
rule-password-length = Use { $min } to { $max } characters.
rule-password-personal = Don’t use your ID, phone number, name or e-mail in the password.
rule-password-breached = This password has appeared in a breach. Choose another one.
rule-password-mismatch = The passwords differ.
rule-password-unchanged = Choose a password other than the current one.
rule-password-wrong = The current password is not correct.
rule-email = Enter an e-mail address such as hong@example.com.
rule-email-unchanged = This is your current address. Enter another one.
rule-mobile-phone = Enter a mobile number such as 010-1234-5678.
rule-landline = Enter a phone number such as 02-123-4567.
rule-phone-unconfirmed = Confirm your mobile number first.
rule-domain = Enter a domain such as example.com, or SecureZone.
rule-ip-count = Enter a number from 1 to 10.
rule-consent-required = Agree to the required terms to continue.
rule-captcha = That doesn’t match the picture. Type the new characters.
rule-phone-code = { $left ->
    [0] That was the fifth wrong code. Request a new one.
    [one] That code is not correct. You have one more try.
   *[other] That code is not correct. You have { $left } more tries.
 }
rule-phone-code-expired = This code has expired or was already used. Request a new one.
rule-ssh-key = Enter one OpenSSH public key (ed25519, ecdsa, or rsa with 3072 bits or more).
rule-ssh-key-taken = This key is already registered.
rule-ssh-private-key = This is a private key. It is exposed now: make a new pair, and enter the public key from the .pub file.
rule-range = Enter a number from { $min } to { $max }.
rule-choice = Choose one of the options.
rule-when = Check the date and time.
