mail-password-expired-subject = [{ $product }] Choose a new password
mail-password-expired-body =
    Hello { $name }, an operator has reset the password of your account { $login_id }.

    The old password no longer works, and you have been signed out everywhere. Choose a new one within { $minutes } minutes with the button below.

    After that, use “Forgot password” on the sign-in page.
mail-password-expired-button = Choose a new password
