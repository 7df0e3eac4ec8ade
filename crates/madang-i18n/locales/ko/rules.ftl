rule-required = 필수 입력 항목입니다.
rule-characters = 사용할 수 없는 문자가 있습니다.
rule-too-long = { $max }자까지 입력할 수 있습니다.
rule-too-short = { $min }자 이상 입력해 주세요.
rule-login-id = 영문(필수), 숫자 조합으로 5~12자를 입력해 주세요.
rule-login-id-taken = 이미 사용 중인 아이디입니다.
rule-password-guide = 영문, 숫자, 특수문자를 조합하여 { $min }~{ $max }자로 입력해 주세요.
rule-password-length = { $min }~{ $max }자로 입력해 주세요.
rule-password-personal = 아이디, 전화번호, 이름, 이메일이 포함된 비밀번호는 사용할 수 없습니다.
rule-password-breached = 유출된 적이 있는 비밀번호입니다. 다른 비밀번호를 입력해 주세요.
rule-password-mismatch = 비밀번호가 서로 다릅니다.
rule-password-unchanged = 현재 비밀번호와 다른 비밀번호를 입력해 주세요.
rule-password-wrong = 현재 비밀번호가 올바르지 않습니다.
rule-email = 이메일 주소 형식이 올바르지 않습니다. 예: hong@example.com
rule-email-unchanged = 현재 사용 중인 이메일입니다. 다른 이메일을 입력해 주세요.
rule-mobile-phone = 휴대전화번호 형식이 올바르지 않습니다. 예: 010-1234-5678
rule-landline = 전화번호 형식이 올바르지 않습니다. 예: 02-123-4567
rule-phone-unconfirmed = 휴대전화 인증을 완료해 주세요.
rule-domain = 도메인 형식이 올바르지 않습니다. 예: example.com, SecureZone
rule-ip-count = 1~10 사이의 숫자를 입력해 주세요.
rule-consent-required = 필수 약관에 동의해 주세요.
rule-captcha = 보이는 문자와 다릅니다. 새 문자를 다시 입력해 주세요.
rule-phone-code = { $left ->
    [0] 인증번호를 5회 잘못 입력했습니다. 인증번호를 다시 받아 주세요.
   *[other] 인증번호가 일치하지 않습니다. { $left }회 더 입력할 수 있습니다.
 }
rule-phone-code-expired = 인증 시간이 지났거나 이미 사용한 인증번호입니다. 다시 받아 주세요.
rule-ssh-key = OpenSSH 공개 키(ed25519, ecdsa, 3072비트 이상 rsa)를 한 줄로 입력해 주세요.
rule-ssh-key-taken = 이미 등록된 키입니다.
rule-ssh-private-key = 개인 키입니다. 이미 노출된 키이므로 새로 만들고, .pub 파일의 공개 키를 입력해 주세요.
rule-range = { $min }~{ $max } 사이의 숫자를 입력해 주세요.
rule-choice = 목록에서 선택해 주세요.
rule-when = 날짜와 시간을 확인해 주세요.
