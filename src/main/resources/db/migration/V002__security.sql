create table users (
    username      text        primary key check (username ~ '^[a-z0-9][a-z0-9._@+-]{0,63}$'),
    password_hash text        not null check (password_hash ~ '^\$2[aby]\$'),
    permissions   text[]      not null check (permissions <@ array['security.ingest', 'security.view_audit', 'security.manage']),
    session_id    uuid        not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);

comment on table users is 'People who sign in here, where no external issuer does that. Their principal is user:<username>.';
comment on column users.session_id is 'Stands in every token of the user; a new one ends all sessions at once.';

create table api_tokens (
    name         text        primary key check (name ~ '^[a-z0-9][a-z0-9._@+-]{0,63}$'),
    id           uuid        not null unique,
    permissions  text[]      not null check (permissions <@ array['security.ingest', 'security.view_audit', 'security.manage']),
    created_by   text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    revoked_at   timestamptz,
    last_used_at timestamptz
);

comment on table api_tokens is 'Tokens of services that send logs; their principal is token:<name>. One row a name: rotation gives it a new id, so that the old token is no longer known.';

create table revoked_tokens (
    id         text        primary key,
    principal  text        not null,
    revoked_at timestamptz not null,
    expires_at timestamptz not null
);

create index revoked_tokens_by_expiry on revoked_tokens (expires_at);

comment on table revoked_tokens is 'Sessions that were signed out before their time, until they would have expired.';
comment on column revoked_tokens.id is 'The jti of the token, or the SHA-256 of what was signed where it has none.';
