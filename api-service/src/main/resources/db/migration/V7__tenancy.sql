-- The second wall between workspaces. Every query names its workspace already; should one forget to, this is what it
-- meets: api-service works under a role of its own, which sees the rows of the workspace that the session has entered
-- and no others. The other services work for all workspaces at once, as the owner of the tables, whom no policy binds.
DO
$$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'belfry_api') THEN
        CREATE ROLE belfry_api NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, 'belfry_api', 'MEMBER') THEN
        EXECUTE format('GRANT belfry_api TO %I', current_user);
    END IF;
END
$$;

-- Table by table: a new one is out of reach until somebody has thought of its policy, and so is each partition of
-- execution, which is reached through execution and its policy alone.
GRANT USAGE ON SCHEMA public TO belfry_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON
    workspace, user_account, membership, api_token, invite, account_link, login_failure, rate_limit,
    job, job_due, deleted_job, execution, notification_channel, notification_rule, notification_delivery, secret
    TO belfry_api;

-- Null outside of a workspace, which equals nothing.
CREATE FUNCTION entered_workspace() RETURNS uuid
    LANGUAGE sql STABLE AS
$$
    SELECT nullif(current_setting('belfry.workspace', true), '')::uuid
$$;

-- Who somebody is has to be found out before any workspace is entered: user_account, workspace, membership, api_token,
-- invite, account_link and login_failure are not behind this wall. deleted_job and rate_limit hold nothing of a tenant's.
DO
$$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY ['job', 'job_due', 'execution', 'notification_channel', 'notification_rule',
                                         'notification_delivery', 'secret'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY tenant ON %I TO belfry_api USING (workspace_id = entered_workspace())', tenant_table);
    END LOOP;
END
$$;
