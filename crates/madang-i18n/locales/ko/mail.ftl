mail-foot =
    본 메일은 { $product } 서비스 이용에 필요한 안내로, 수신 동의와 관계없이 발송됩니다.
    발신 전용이므로 회신할 수 없습니다. { $company }

mail-verify-email-subject = [{ $product }] 회원가입을 완료해 주세요
mail-verify-email-body =
    { $name }님, { $product } 회원가입을 환영합니다.

    아래 버튼을 누르면 { $login_id } 계정의 회원가입이 완료됩니다. 버튼은 { $hours }시간 동안 한 번만 사용할 수 있습니다.

    직접 가입하지 않았다면 이 메일을 무시해 주세요. 버튼을 누르지 않으면 가입되지 않습니다.
mail-verify-email-button = 회원가입 완료하러 가기

mail-email-known-subject = [{ $product }] 이미 사용 중인 이메일입니다
mail-email-known-body =
    이 이메일을 사용하려는 요청이 있었지만, 이미 등록된 아이디가 있어 처리하지 않았습니다.

    직접 요청했다면 기존 아이디로 로그인해 주세요. 아이디나 비밀번호가 기억나지 않으면 로그인 화면의 아이디 찾기, 비밀번호 찾기를 이용해 주세요.

    직접 요청하지 않았다면 이 메일을 무시해 주세요.
mail-email-known-button = 로그인하기

mail-reset-password-subject = [{ $product }] 비밀번호를 변경해 주세요
mail-reset-password-body =
    { $name }님, { $login_id } 계정의 비밀번호 변경 요청을 받았습니다.

    { $minutes }분 안에 아래 버튼을 눌러 새 비밀번호를 설정해 주세요. 버튼은 한 번만 사용할 수 있습니다.

    직접 요청하지 않았다면 이 메일을 무시해 주세요. 비밀번호는 바뀌지 않습니다.
mail-reset-password-button = 비밀번호 변경하기

mail-password-changed-subject = [{ $product }] 비밀번호가 변경되었습니다
mail-password-changed-body =
    { $name }님, { $login_id } 계정의 비밀번호가 변경되었습니다. 다른 기기에서는 모두 로그아웃되었습니다.

    일시: { $when }
    접속 주소: { $address }

    직접 변경하지 않았다면 바로 비밀번호 찾기로 비밀번호를 다시 설정하고 고객지원에 알려 주세요.

mail-change-email-subject = [{ $product }] 새 이메일을 확인해 주세요
mail-change-email-body =
    { $name }님, { $login_id } 계정의 이메일을 이 주소로 변경하려고 합니다.

    아래 버튼을 누르면 변경이 완료됩니다. 버튼은 { $hours }시간 동안 한 번만 사용할 수 있습니다.

    직접 요청하지 않았다면 이 메일을 무시해 주세요.
mail-change-email-button = 이메일 변경 완료하기

mail-email-change-requested-subject = [{ $product }] 이메일 변경이 요청되었습니다
mail-email-change-requested-body =
    { $name }님, { $login_id } 계정의 이메일을 다른 주소로 변경하는 요청을 받았습니다. 새 주소에서 확인하기 전까지는 이 주소를 그대로 사용합니다.

    일시: { $when }
    접속 주소: { $address }

    직접 요청하지 않았다면 바로 비밀번호를 변경하고 고객지원에 알려 주세요.

mail-email-changed-subject = [{ $product }] 이메일이 변경되었습니다
mail-email-changed-body =
    { $name }님, { $login_id } 계정의 이메일이 다른 주소로 변경되었습니다. 앞으로 안내 메일은 새 주소로 발송됩니다.

    일시: { $when }
    접속 주소: { $address }

    직접 변경하지 않았다면 바로 고객지원에 알려 주세요.

mail-phone-changed-subject = [{ $product }] 휴대전화번호가 변경되었습니다
mail-phone-changed-body =
    { $name }님, { $login_id } 계정의 휴대전화번호가 변경되었습니다.

    일시: { $when }
    접속 주소: { $address }

    직접 변경하지 않았다면 바로 비밀번호를 변경하고 고객지원에 알려 주세요.

mail-ssh-key-added-subject = [{ $product }] SSH 공개 키가 등록되었습니다
mail-ssh-key-added-body =
    { $name }님, { $login_id } 계정에 SSH 공개 키가 등록되었습니다.

    이름: { $key }
    지문: { $fingerprint }
    일시: { $when }
    접속 주소: { $address }

    직접 등록하지 않았다면 바로 키를 삭제하고 비밀번호를 변경해 주세요.

mail-token-created-subject = [{ $product }] API 토큰이 발급되었습니다
mail-token-created-body =
    { $name }님, { $login_id } 계정에 API 토큰이 발급되었습니다. 유효 기간은 { $days }일입니다.

    이름: { $token }
    일시: { $when }
    접속 주소: { $address }

    직접 발급하지 않았다면 바로 토큰을 삭제하고 비밀번호를 변경해 주세요.

mail-farewell-subject = [{ $product }] 회원 탈퇴가 완료되었습니다
mail-farewell-body =
    { $name }님, { $login_id } 계정의 탈퇴가 완료되었습니다. 그동안 { $product }을(를) 이용해 주셔서 감사합니다.

    개인정보는 파기되었습니다. 법령에 따라 보관해야 하는 기록은 분리하여 정해진 기간 동안만 보관합니다.

sms-phone-code = [{ $product }] 인증번호 { $code } ({ $minutes }분 이내 입력, 다른 사람에게 알려 주지 마세요)

mail-password-expired-subject = [{ $product }] 새 비밀번호를 설정해 주세요
mail-password-expired-body =
    { $name }님, 운영자가 { $login_id } 계정의 비밀번호를 초기화했습니다.

    기존 비밀번호는 더 이상 사용할 수 없으며, 모든 기기에서 로그아웃되었습니다. { $minutes }분 안에 아래 버튼을 눌러 새 비밀번호를 설정해 주세요.

    시간이 지났다면 로그인 화면의 비밀번호 찾기를 이용해 주세요.
mail-password-expired-button = 새 비밀번호 설정

mail-notice-subject = { $line }
mail-notice-body = { $name } 님, 안녕하세요.

    { $line }
mail-notice-button = 자세히 보기
mail-notice-foot = 이 메일을 받지 않으려면 콘솔의 「알림 설정」에서 바꿔 주세요: { $settings }

mail-invitation-subject = [{ $product }] { $organization }에서 초대했습니다
mail-invitation-body =
    { $organization }에서 회원님을 초대했습니다.

    { $days }일 안에 아래 버튼을 눌러 초대를 확인해 주세요. 이 메일 주소로 가입한 회원만 수락할 수 있습니다. 아직 회원이 아니면 먼저 이 주소로 회원가입해 주세요.

    초대를 받을 이유가 없다면 이 메일을 무시해 주세요.
mail-invitation-button = 초대 확인하기
