-- A workspace is the tenant boundary: every other row names one.
CREATE TABLE workspace (
    id         uuid PRIMARY KEY,
    name       text        NOT NULL,
    timezone   text        NOT NULL DEFAULT 'UTC',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_account (
    id            uuid PRIMARY KEY,
    -- In lower case, so that one person cannot sign up twice by spelling.
    email         text        NOT NULL UNIQUE CHECK (email = lower(email)),
    name          text        NOT NULL,
    -- Null until a password is chosen: such an account logs in by no password at all.
    password_hash text,
    trust_level   text        NOT NULL DEFAULT 'verified' CHECK (trust_level IN ('pending_verification', 'verified')),
    -- A login token issued before this instant holds no more: the password was changed since.
    logins_from   timestamptz NOT NULL DEFAULT now(),
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE membership (
    workspace_id uuid NOT NULL REFERENCES workspace ON DELETE CASCADE,
    user_id      uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    role         text NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX membership_by_user ON membership (user_id);

-- The token itself is never stored: `prefix` finds the row, `hash` (SHA-256 of the whole token) proves it.
CREATE TABLE api_token (
    id           uuid PRIMARY KEY,
    workspace_id uuid        NOT NULL,
    user_id      uuid        NOT NULL,
    name         text        NOT NULL,
    prefix       text        NOT NULL UNIQUE,
    hash         bytea       NOT NULL,
    -- Null: whatever its creator's role allows.
    scopes       text[],
    expires_at   timestamptz,
    last_used_at timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- The token that made it, if one did: it ends with that.
    parent_id    uuid REFERENCES api_token ON DELETE CASCADE,
    -- A token ends with its maker's membership.
    FOREIGN KEY (workspace_id, user_id) REFERENCES membership ON DELETE CASCADE
);
CREATE INDEX api_token_by_workspace ON api_token (workspace_id, id);
CREATE INDEX api_token_by_parent ON api_token (parent_id);

-- Somebody without an account was asked to join. As with a token, only a hash of the link's secret is stored.
CREATE TABLE invite (
    id           uuid PRIMARY KEY,
    workspace_id uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    email        text        NOT NULL CHECK (email = lower(email)),
    role         text        NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    hash         bytea       NOT NULL UNIQUE,
    invited_by   uuid        NOT NULL REFERENCES user_account ON DELETE CASCADE,
    expires_at   timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    CONSTRAINT invite_once UNIQUE (workspace_id, email)
);

-- The secret of a link that was sent by mail, as a hash. Used once, then deleted.
CREATE TABLE account_link (
    hash       bytea PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES user_account ON DELETE CASCADE,
    purpose    text        NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
    expires_at timestamptz NOT NULL
);
CREATE INDEX account_link_by_user ON account_link (user_id, purpose);

-- Failed logins of one account from one address; the key is a hash of both.
CREATE TABLE login_failure (
    key            bytea PRIMARY KEY,
    failures       integer     NOT NULL,
    window_ends_at timestamptz NOT NULL
);
