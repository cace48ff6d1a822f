-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "WorkspaceAccess" AS ENUM ('tenant', 'named');

-- CreateEnum
CREATE TYPE "ProviderKind" AS ENUM ('openai', 'anthropic', 'google', 'openai_compatible');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "ToolCallStatus" AS ENUM ('pending', 'started', 'succeeded', 'failed', 'refused', 'cancelled', 'unknown');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_platform_admin" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "logins" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "logins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" UUID NOT NULL,
    "internal_url" TEXT NOT NULL,
    "sandbox_driver" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_turns" (
    "tenant_id" UUID NOT NULL,
    "turn" BIGINT NOT NULL,

    CONSTRAINT "claim_turns_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("tenant_id","user_id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "access" "WorkspaceAccess" NOT NULL DEFAULT 'tenant',
    "files_driver" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace_members" (
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "workspace_members_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "role" "Role" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agents" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "persona" TEXT NOT NULL,
    "models" JSONB NOT NULL,
    "tools" JSONB NOT NULL,
    "sandbox" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_leases" (
    "agent_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "worker_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_leases_pkey" PRIMARY KEY ("agent_id")
);

-- CreateTable
CREATE TABLE "providers" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID,
    "kind" "ProviderKind" NOT NULL,
    "name" TEXT NOT NULL,
    "base_url" TEXT,
    "sealed_key" JSONB,
    "key_hint" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "providers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "threads" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "private_to" UUID,
    "origin_source" TEXT NOT NULL DEFAULT 'app',
    "origin_account" TEXT,
    "origin_peer" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "private_to" UUID,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "private_to" UUID,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" UUID,
    "lease_expires_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),
    "error" JSONB,
    "retry_of_id" UUID,
    "superseded_at" TIMESTAMPTZ(3),
    "stream_id" TEXT,
    "created_by_id" UUID NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "model_index" INTEGER NOT NULL DEFAULT 0,
    "model_tries" INTEGER NOT NULL DEFAULT 0,
    "step_limit" INTEGER NOT NULL DEFAULT 50,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "steps" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "private_to" UUID,
    "index" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "parts" JSONB NOT NULL,
    "finish_reason" TEXT NOT NULL,
    "usage" JSONB,
    "stream_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tool_calls" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "private_to" UUID,
    "call_id" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "args" JSONB NOT NULL,
    "status" "ToolCallStatus" NOT NULL DEFAULT 'pending',
    "result" JSONB,
    "stream_id" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "tool_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_events" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step_index" INTEGER NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "input_tokens" INTEGER NOT NULL,
    "cached_input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "reasoning_tokens" INTEGER NOT NULL,
    "cost_micros" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "idempotency_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "logins_user_id_idx" ON "logins"("user_id");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_tenant_id_id_key" ON "workspaces"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_idx" ON "api_keys"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "agents_workspace_id_id_key" ON "agents"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_leases_workspace_id_agent_id_key" ON "sandbox_leases"("workspace_id", "agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "providers_workspace_id_id_key" ON "providers"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "threads_workspace_id_updated_at_idx" ON "threads"("workspace_id", "updated_at" DESC);

-- CreateIndex
CREATE INDEX "threads_agent_id_idx" ON "threads"("agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "threads_workspace_id_id_key" ON "threads"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "messages_thread_id_id_idx" ON "messages"("thread_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_workspace_id_id_key" ON "messages"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "runs_thread_id_id_idx" ON "runs"("thread_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "runs_workspace_id_id_key" ON "runs"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "steps_workspace_id_id_key" ON "steps"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "steps_run_id_index_key" ON "steps"("run_id", "index");

-- CreateIndex
CREATE INDEX "tool_calls_run_id_idx" ON "tool_calls"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "tool_calls_step_id_call_id_key" ON "tool_calls"("step_id", "call_id");

-- CreateIndex
CREATE UNIQUE INDEX "usage_events_idempotency_key_key" ON "usage_events"("idempotency_key");

-- CreateIndex
CREATE INDEX "usage_events_tenant_id_created_at_idx" ON "usage_events"("tenant_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_idempotency_key_key" ON "audit_events"("idempotency_key");

-- CreateIndex
CREATE INDEX "audit_events_tenant_id_id_idx" ON "audit_events"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "logins" ADD CONSTRAINT "logins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_members" ADD CONSTRAINT "workspace_members_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_members" ADD CONSTRAINT "workspace_members_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "memberships"("tenant_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_leases" ADD CONSTRAINT "sandbox_leases_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "providers" ADD CONSTRAINT "providers_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "providers" ADD CONSTRAINT "providers_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_message_id_fkey" FOREIGN KEY ("workspace_id", "message_id") REFERENCES "messages"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "steps" ADD CONSTRAINT "steps_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tool_calls" ADD CONSTRAINT "tool_calls_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "runs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tool_calls" ADD CONSTRAINT "tool_calls_workspace_id_step_id_fkey" FOREIGN KEY ("workspace_id", "step_id") REFERENCES "steps"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare: claiming, row-level security, look-ups before a scope, and rights.
-- ---------------------------------------------------------------------------------------------------------------------

-- One run at a time in a thread, whatever the code does.
CREATE UNIQUE INDEX "runs_one_running_in_thread" ON "runs" ("thread_id") WHERE "status" = 'running';
CREATE INDEX "runs_queued" ON "runs" ("tenant_id", "queued_at", "id") WHERE "status" = 'queued';
CREATE INDEX "runs_queued_in_thread" ON "runs" ("thread_id", "queued_at", "id") WHERE "status" = 'queued';
CREATE INDEX "runs_running_of_agent" ON "runs" ("agent_id") WHERE "status" = 'running';
CREATE INDEX "runs_of_worker" ON "runs" ("worker_id", "finished_at");
ALTER TABLE "runs" SET (fillfactor = 70);
CREATE SEQUENCE "claim_turn_seq";

-- The scope of the transaction, set by lib/db/with-scope.ts. No setting: null, which matches no row.
CREATE FUNCTION app_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.tenant_id', true), '')::uuid $$;
CREATE FUNCTION app_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.workspace_id', true), '')::uuid $$;
CREATE FUNCTION app_principal() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.principal_id', true), '')::uuid $$;

DO $$
DECLARE t text;
BEGIN
  -- Of the tenant: readable and writable in any scope of that tenant.
  FOREACH t IN ARRAY ARRAY['memberships'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()))', t);
  END LOOP;
  -- Of a workspace.
  FOREACH t IN ARRAY ARRAY['workspace_members', 'agents', 'sandbox_leases', 'providers', 'usage_events'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()))', t);
  END LOOP;
  -- Of a workspace, and perhaps of one principal alone.
  FOREACH t IN ARRAY ARRAY['threads', 'messages', 'runs', 'steps', 'tool_calls'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace())
      AND (private_to IS NULL OR private_to = (SELECT app_principal())))', t);
  END LOOP;
  -- Of the tenant as a whole or of one workspace: a workspace's scope sees its own rows alone.
  FOREACH t IN ARRAY ARRAY['api_keys', 'audit_events'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant())
      AND ((SELECT app_workspace()) IS NULL OR workspace_id = (SELECT app_workspace())))', t);
  END LOOP;
  CREATE POLICY scope ON tenants USING (id = (SELECT app_tenant()));
  CREATE POLICY scope ON workspaces USING (tenant_id = (SELECT app_tenant())
    AND ((SELECT app_workspace()) IS NULL OR id = (SELECT app_workspace())));
  FOR t IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'scope' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- Who is asking, and what may they do there? No row: not signed in, or nothing to find. Exactly one of p_login and
-- p_key_hash is given; p_workspace wins over p_tenant.
CREATE FUNCTION resolve_scope(p_login uuid, p_key_hash bytea, p_tenant uuid, p_workspace uuid)
RETURNS TABLE (tenant_id uuid, workspace_id uuid, principal_kind text, principal_id uuid, principal_name text, role "Role")
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.tenant_id, w.id, 'user', u.id, u.name, m.role
  FROM logins l
  JOIN users u ON u.id = l.user_id
  JOIN memberships m ON m.user_id = u.id
  LEFT JOIN workspaces w ON w.id = p_workspace AND w.tenant_id = m.tenant_id
  WHERE l.id = p_login AND l.revoked_at IS NULL AND l.expires_at > now()
    AND CASE WHEN p_workspace IS NULL THEN m.tenant_id = p_tenant
      ELSE w.id IS NOT NULL AND (w.access = 'tenant' OR m.role IN ('owner', 'admin')
        OR EXISTS (SELECT 1 FROM workspace_members wm WHERE wm.workspace_id = w.id AND wm.user_id = u.id)) END
  UNION ALL
  SELECT k.tenant_id, w.id, 'api_key', k.id, k.name, k.role
  FROM api_keys k
  LEFT JOIN workspaces w ON w.id = p_workspace AND w.tenant_id = k.tenant_id
  WHERE k.hash = p_key_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
    AND CASE WHEN p_workspace IS NULL THEN k.tenant_id = p_tenant AND k.workspace_id IS NULL
      ELSE w.id IS NOT NULL AND (k.workspace_id IS NULL OR k.workspace_id = w.id) END
$$;

-- Which tenants and workspaces a user can enter (workspace_id null: a tenant in which none is open to them).
CREATE FUNCTION list_memberships(p_user uuid)
RETURNS TABLE (tenant_id uuid, tenant_name text, role "Role", workspace_id uuid, workspace_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.name, m.role, w.id, w.name
  FROM memberships m
  JOIN tenants t ON t.id = m.tenant_id
  LEFT JOIN workspaces w ON w.tenant_id = t.id AND (w.access = 'tenant' OR m.role IN ('owner', 'admin')
    OR EXISTS (SELECT 1 FROM workspace_members wm WHERE wm.workspace_id = w.id AND wm.user_id = p_user))
  WHERE m.user_id = p_user
  ORDER BY m.created_at, t.id, w.created_at, w.id
$$;

-- What an API key can enter, for `GET /api/v1/me`.
CREATE FUNCTION list_key_workspaces(p_key_hash bytea)
RETURNS TABLE (tenant_id uuid, tenant_name text, role "Role", workspace_id uuid, workspace_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.name, k.role, w.id, w.name
  FROM api_keys k
  JOIN tenants t ON t.id = k.tenant_id
  LEFT JOIN workspaces w ON w.tenant_id = t.id AND (k.workspace_id IS NULL OR k.workspace_id = w.id)
  WHERE k.hash = p_key_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
  ORDER BY w.created_at, w.id
$$;

-- Ends what a deleted agent has to do, in threads that the caller cannot see as well: queued runs at once (returned),
-- running ones by request. Bound to the scope of the transaction, since row-level security does not bind its owner.
CREATE FUNCTION cancel_runs_of_agent(p_agent uuid)
RETURNS TABLE (run_id uuid, thread_id uuid, attempt integer)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE runs SET cancel_requested_at = now()
  WHERE agent_id = p_agent AND tenant_id = app_tenant() AND workspace_id = app_workspace() AND status = 'running';
  UPDATE runs SET status = 'cancelled', cancel_requested_at = now(), finished_at = now()
  WHERE agent_id = p_agent AND tenant_id = app_tenant() AND workspace_id = app_workspace() AND status = 'queued'
  RETURNING id, thread_id, attempt;
$$;

-- The next run for a worker, claimed. Rotates over tenants: the one whose last turn is longest ago goes first, so a
-- thousand queued runs of one delay another's by one slot at most. A run whose worker fell silent comes before all.
-- Claims are serialised by an advisory lock; they are short, and commit asynchronously: a claim that a crash of the
-- database loses leaves the run queued, and the worker that believed in it fails its next compare-and-set.
-- p_stream_id is older than any event of the new attempt: readers of the thread start there.
CREATE FUNCTION claim_next_run(p_worker uuid, p_lease interval, p_stream_id text) RETURNS SETOF runs
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_run uuid;
  v_tenant uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT r.id, r.tenant_id INTO v_run, v_tenant FROM runs r
  WHERE r.status = 'running' AND r.lease_expires_at < now() ORDER BY r.lease_expires_at LIMIT 1;
  IF v_run IS NULL THEN
    FOR v_tenant IN
      WITH RECURSIVE waiting AS (
        (SELECT q.tenant_id FROM runs q WHERE q.status = 'queued' ORDER BY q.tenant_id LIMIT 1)
        UNION ALL
        SELECT (SELECT q.tenant_id FROM runs q WHERE q.status = 'queued' AND q.tenant_id > waiting.tenant_id ORDER BY q.tenant_id LIMIT 1)
        FROM waiting WHERE waiting.tenant_id IS NOT NULL
      )
      SELECT w.tenant_id FROM waiting w LEFT JOIN claim_turns t ON t.tenant_id = w.tenant_id
      WHERE w.tenant_id IS NOT NULL ORDER BY t.turn NULLS FIRST
    LOOP
      SELECT r.id INTO v_run FROM runs r
      WHERE r.status = 'queued' AND r.tenant_id = v_tenant AND r.available_at <= now()
        AND NOT EXISTS (SELECT 1 FROM runs o WHERE o.thread_id = r.thread_id AND o.status = 'running')
        AND NOT EXISTS (SELECT 1 FROM runs o WHERE o.thread_id = r.thread_id AND o.status = 'queued'
          AND (o.queued_at, o.id) < (r.queued_at, r.id))
        -- The agent's container is leased to one worker: its runs go where it is in use.
        AND NOT EXISTS (SELECT 1 FROM runs o WHERE o.agent_id = r.agent_id AND o.status = 'running'
          AND o.worker_id <> p_worker AND o.lease_expires_at > now())
      ORDER BY r.queued_at, r.id LIMIT 1;
      EXIT WHEN v_run IS NOT NULL;
    END LOOP;
  END IF;
  IF v_run IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO claim_turns AS c (tenant_id, turn) VALUES (v_tenant, nextval('claim_turn_seq'))
  ON CONFLICT (tenant_id) DO UPDATE SET turn = excluded.turn;
  RETURN QUERY
    UPDATE runs r SET status = 'running', worker_id = p_worker, lease_expires_at = now() + p_lease, attempt = r.attempt + 1,
      stream_id = p_stream_id, started_at = coalesce(r.started_at, now()), finished_at = NULL, error = NULL
    WHERE r.id = v_run RETURNING r.*;
END $$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION resolve_scope(uuid, bytea, uuid, uuid) OWNER TO crewhouse_platform;
ALTER FUNCTION list_memberships(uuid) OWNER TO crewhouse_platform;
ALTER FUNCTION list_key_workspaces(bytea) OWNER TO crewhouse_platform;
ALTER FUNCTION cancel_runs_of_agent(uuid) OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO crewhouse_platform;
GRANT EXECUTE ON FUNCTION app_tenant(), app_workspace(), app_principal(), resolve_scope(uuid, bytea, uuid, uuid),
  list_memberships(uuid), list_key_workspaces(bytea), cancel_runs_of_agent(uuid) TO crewhouse_app;

GRANT USAGE ON SCHEMA public TO crewhouse_app, crewhouse_platform;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO crewhouse_app, crewhouse_platform;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO crewhouse_platform;
-- Append-only, and nothing of the queue's own, for the role that requests run under.
REVOKE UPDATE, DELETE ON usage_events, audit_events FROM crewhouse_app;
REVOKE ALL ON claim_turns FROM crewhouse_app;
REVOKE INSERT, UPDATE, DELETE ON workers FROM crewhouse_app;
