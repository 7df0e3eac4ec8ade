-- Since when the password is one that somebody else made: its owner has to change it before anything else.
ALTER TABLE members ADD COLUMN password_initial_at BIGINT;
