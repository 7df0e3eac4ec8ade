refusal-yourself = You can’t do this to your own account.
