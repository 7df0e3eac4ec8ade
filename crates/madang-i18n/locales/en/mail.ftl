mail-foot =
    You get this mail because you use { $product } or someone entered your address there; it is not advertising.
    Replies to this address are not read. { $company }

mail-verify-email-subject = [{ $product }] Complete your sign-up
mail-verify-email-body =
    Welcome to { $product }, { $name }.

    Follow the button below to complete the sign-up of { $login_id }. It works once, for { $hours } hours.

    If this wasn’t you, ignore this mail. Without the button nobody is signed up.
mail-verify-email-button = Complete sign-up

mail-email-known-subject = [{ $product }] This address is already in use
mail-email-known-body =
    Someone asked to use this address, but it already belongs to a member, so nothing was changed.

    If it was you, sign in with the ID you have. If you don’t remember your ID or password, find them from the sign-in page.

    If it wasn’t you, ignore this mail.
mail-email-known-button = Sign in

mail-reset-password-subject = [{ $product }] Choose a new password
mail-reset-password-body =
    { $name }, a password change was requested for { $login_id }.

    Follow the button below within { $minutes } minutes to set a new password. It works once.

    If this wasn’t you, ignore this mail. Your password stays as it is.
mail-reset-password-button = Set a new password

mail-password-changed-subject = [{ $product }] Your password was changed
mail-password-changed-body =
    { $name }, the password of { $login_id } was changed. All other devices were signed out.

    When: { $when }
    From: { $address }

    If this wasn’t you, reset your password right away and tell support.

mail-change-email-subject = [{ $product }] Confirm your new address
mail-change-email-body =
    { $name }, the e-mail address of { $login_id } is about to become this one.

    Follow the button below to complete the change. It works once, for { $hours } hours.

    If this wasn’t you, ignore this mail.
mail-change-email-button = Confirm this address

mail-email-change-requested-subject = [{ $product }] A change of your e-mail address was requested
mail-email-change-requested-body =
    { $name }, someone asked to change the e-mail address of { $login_id }. Until the new address is confirmed, this one stays in use.

    When: { $when }
    From: { $address }

    If this wasn’t you, change your password right away and tell support.

mail-email-changed-subject = [{ $product }] Your e-mail address was changed
mail-email-changed-body =
    { $name }, the e-mail address of { $login_id } was changed. From now on, mails go to the new one.

    When: { $when }
    From: { $address }

    If this wasn’t you, tell support right away.

mail-phone-changed-subject = [{ $product }] Your mobile number was changed
mail-phone-changed-body =
    { $name }, the mobile number of { $login_id } was changed.

    When: { $when }
    From: { $address }

    If this wasn’t you, change your password right away and tell support.

mail-ssh-key-added-subject = [{ $product }] An SSH public key was added
mail-ssh-key-added-body =
    { $name }, an SSH public key was added to { $login_id }.

    Name: { $key }
    Fingerprint: { $fingerprint }
    When: { $when }
    From: { $address }

    If this wasn’t you, remove the key and change your password right away.

mail-token-created-subject = [{ $product }] An API token was created
mail-token-created-body =
    { $name }, an API token was created for { $login_id }. It works for { $days ->
        [one] one day
       *[other] { $days } days
    }.

    Name: { $token }
    When: { $when }
    From: { $address }

    If this wasn’t you, delete the token and change your password right away.

mail-farewell-subject = [{ $product }] Your account is closed
mail-farewell-body =
    { $name }, the account { $login_id } is closed. Thank you for using { $product }.

    Your personal data was erased. Records that the law makes us keep are kept apart, and only as long as it says.

sms-phone-code = [{ $product }] Your code is { $code }. It works for { $minutes } minutes. Don’t share it.

mail-password-expired-subject = [{ $product }] Choose a new password
mail-password-expired-body =
    Hello { $name }, an operator has reset the password of your account { $login_id }.

    The old password no longer works, and you have been signed out everywhere. Choose a new one within { $minutes } minutes with the button below.

    After that, use “Forgot password” on the sign-in page.
mail-password-expired-button = Choose a new password

mail-notice-subject = { $line }
mail-notice-body = Hello { $name },

    { $line }
mail-notice-button = See more
mail-notice-foot = You can choose which mails you get under “Notice settings” in the console: { $settings }

mail-invitation-subject = [{ $product }] { $organization } invites you
mail-invitation-body =
    { $organization } invites you to join it.

    Follow the button below within { $days } days. Only a member with this e-mail address can accept. If you are not a member yet, sign up with this address first.

    If you expected no invitation, ignore this mail.
mail-invitation-button = See the invitation
