-- Values that jobs name as secret://name. Only the sealed value is stored (AES-256-GCM under the key set's newest key).
CREATE TABLE secret (
    id           uuid PRIMARY KEY,
    workspace_id uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    name         text        NOT NULL,
    sealed       bytea       NOT NULL,
    -- The key that sealed it; the rotation of the key set moves every row to the newest.
    key_id       integer     NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT secret_name_once UNIQUE (workspace_id, name)
);
CREATE INDEX secret_by_workspace ON secret (workspace_id, id);
