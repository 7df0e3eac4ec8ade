refusal-yourself = 자신의 계정에는 할 수 없는 작업입니다.
