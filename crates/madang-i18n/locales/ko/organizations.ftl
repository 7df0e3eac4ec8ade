organizations-code = 회원사 코드
sign-up-organization-code-help = 소속 회사에서 받은 코드가 있으면 입력합니다. 가입하면서 그 회원사에 소속됩니다. 없으면 비워 두세요.
