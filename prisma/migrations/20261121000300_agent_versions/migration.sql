-- Agents with versions, parts of the persona, avatar, pause and archive. Each save is a row of agent_versions; the row in
-- agents is the current one, and every run names the version by which it was worked on.

-- AlterTable
ALTER TABLE "agents" ADD COLUMN "rules" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "notes" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "avatar" JSONB,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "version_id" UUID,
  ADD COLUMN "paused_at" TIMESTAMPTZ(3),
  ADD COLUMN "archived_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "threads" ADD COLUMN "draft_version_id" UUID;

-- AlterTable
ALTER TABLE "runs" ADD COLUMN "agent_version_id" UUID,
  ADD COLUMN "agent_version" INTEGER;

-- CreateTable
CREATE TABLE "agent_versions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "private_to" UUID,
    "number" INTEGER,
    "settings" JSONB NOT NULL,
    "changed" JSONB NOT NULL,
    "origin" TEXT NOT NULL,
    "origin_number" INTEGER,
    "saved_by_kind" TEXT NOT NULL,
    "saved_by_id" UUID NOT NULL,
    "saved_by_name" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_images" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_images_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agent_versions_workspace_id_id_key" ON "agent_versions"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_versions_agent_id_number_key" ON "agent_versions"("agent_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "agent_images_workspace_id_sha256_key" ON "agent_images"("workspace_id", "sha256");

-- CreateIndex
CREATE INDEX "agents_workspace_id_created_at_id_idx" ON "agents"("workspace_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "agent_versions" ADD CONSTRAINT "agent_versions_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_images" ADD CONSTRAINT "agent_images_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_workspace_id_version_id_fkey" FOREIGN KEY ("workspace_id", "version_id") REFERENCES "agent_versions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_workspace_id_draft_version_id_fkey" FOREIGN KEY ("workspace_id", "draft_version_id") REFERENCES "agent_versions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_workspace_id_agent_version_id_fkey" FOREIGN KEY ("workspace_id", "agent_version_id") REFERENCES "agent_versions"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

-- What an agent has to do, and how its last run ended: the live state of a grid of a thousand.
CREATE INDEX "runs_queued_of_agent" ON "runs" ("agent_id") WHERE "status" = 'queued';
CREATE INDEX "runs_ended_of_agent" ON "runs" ("agent_id", "finished_at" DESC) WHERE "finished_at" IS NOT NULL;
CREATE INDEX "agents_held" ON "agents" ("tenant_id") WHERE "paused_at" IS NOT NULL OR "archived_at" IS NOT NULL;

-- The first version of what is there already: as it is, by nobody. The owner of the tables sees all rows meanwhile.
ALTER TABLE "agents" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "agent_versions" ("id", "tenant_id", "workspace_id", "agent_id", "number", "settings", "changed", "origin",
  "saved_by_kind", "saved_by_id", "saved_by_name", "saved_at")
SELECT gen_random_uuid(), "tenant_id", "workspace_id", "id", 1,
  jsonb_build_object('name', "name", 'color', "color", 'avatar', NULL, 'persona', "persona", 'rules', '', 'notes', '',
    'models', "models", 'tools', "tools", 'sandbox', "sandbox"),
  '[]', 'created', 'operator', "id", '', "updated_at"
FROM "agents";
UPDATE "agents" SET "version" = 1, "version_id" = v."id" FROM "agent_versions" v WHERE v."agent_id" = "agents"."id";
ALTER TABLE "agents" FORCE ROW LEVEL SECURITY;

CREATE POLICY scope ON "agent_versions" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace())
  AND (private_to IS NULL OR private_to = (SELECT app_principal())));
ALTER TABLE "agent_versions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agent_versions" FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON "agent_images" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()));
ALTER TABLE "agent_images" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agent_images" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "agent_versions", "agent_images" TO crewhouse_platform;
-- What was saved stays as it was saved.
GRANT SELECT, INSERT ON "agent_versions", "agent_images" TO crewhouse_app;
REVOKE UPDATE, DELETE ON "agent_versions", "agent_images" FROM crewhouse_app;

-- The next run for a worker, as before; but the runs of an agent that is paused or archived wait, unless they have begun:
-- what works when the agent is paused finishes, also when its provider asked it to wait, or its worker died. Each claim
-- notes the version of the agent by which the run is worked on: a thread that tries a draft has one of its own.
CREATE OR REPLACE FUNCTION claim_next_run(p_worker uuid, p_lease interval, p_stream_id text) RETURNS SETOF runs
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  v_run uuid;
  v_tenant uuid;
  v_held uuid[];
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
      v_held := ARRAY(SELECT a.id FROM agents a WHERE a.tenant_id = v_tenant AND (a.paused_at IS NOT NULL OR a.archived_at IS NOT NULL));
      SELECT r.id INTO v_run FROM runs r
      WHERE r.status = 'queued' AND r.tenant_id = v_tenant AND r.available_at <= now()
        -- Begun since it was queued: it only waits for its provider.
        AND (r.agent_id <> ALL (v_held) OR r.started_at >= r.queued_at)
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
      stream_id = p_stream_id, started_at = coalesce(r.started_at, now()), finished_at = NULL, error = NULL,
      agent_version_id = coalesce(t.draft_version_id, a.version_id),
      agent_version = CASE WHEN t.draft_version_id IS NOT NULL
        THEN (SELECT v.number FROM agent_versions v WHERE v.id = t.draft_version_id) ELSE nullif(a.version, 0) END
    FROM threads t, agents a
    WHERE r.id = v_run AND t.id = r.thread_id AND a.id = r.agent_id RETURNING r.*;
END $$;

-- Ends what a deleted agent has to do, as before, and says as well which runs are at work: their workers are told.
DROP FUNCTION cancel_runs_of_agent(uuid);
CREATE FUNCTION cancel_runs_of_agent(p_agent uuid)
RETURNS TABLE (run_id uuid, thread_id uuid, attempt integer, at_work boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH running AS (
    UPDATE runs SET cancel_requested_at = now()
    WHERE agent_id = p_agent AND tenant_id = app_tenant() AND workspace_id = app_workspace() AND status = 'running'
    RETURNING id, thread_id, attempt
  ), queued AS (
    UPDATE runs SET status = 'cancelled', cancel_requested_at = now(), finished_at = now()
    WHERE agent_id = p_agent AND tenant_id = app_tenant() AND workspace_id = app_workspace() AND status = 'queued'
    RETURNING id, thread_id, attempt
  )
  SELECT id, thread_id, attempt, true FROM running UNION ALL SELECT id, thread_id, attempt, false FROM queued
$$;

-- What goes with an agent, in numbers: private threads of others count, and nothing else of them is told.
CREATE FUNCTION belongings_of_agent(p_agent uuid)
RETURNS TABLE (threads integer, messages integer, runs integer, keys integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT
    (SELECT count(*)::integer FROM threads t WHERE t.agent_id = a.id AND t.draft_version_id IS NULL),
    (SELECT count(*)::integer FROM messages m JOIN threads t ON t.id = m.thread_id WHERE t.agent_id = a.id AND t.draft_version_id IS NULL),
    (SELECT count(*)::integer FROM runs r WHERE r.agent_id = a.id AND r.status IN ('queued', 'running')),
    (SELECT count(*)::integer FROM providers p WHERE p.agent_id = a.id)
  FROM agents a WHERE a.id = p_agent AND a.tenant_id = app_tenant() AND a.workspace_id = app_workspace()
$$;

-- Removes an agent's threads with all that hangs on them, those that the caller cannot see as well.
CREATE FUNCTION delete_threads_of_agent(p_agent uuid) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM threads WHERE agent_id = p_agent AND tenant_id = app_tenant() AND workspace_id = app_workspace() RETURNING id
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION cancel_runs_of_agent(uuid) OWNER TO crewhouse_platform;
ALTER FUNCTION belongings_of_agent(uuid) OWNER TO crewhouse_platform;
ALTER FUNCTION delete_threads_of_agent(uuid) OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION cancel_runs_of_agent(uuid), belongings_of_agent(uuid), delete_threads_of_agent(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cancel_runs_of_agent(uuid), belongings_of_agent(uuid), delete_threads_of_agent(uuid)
  TO crewhouse_app, crewhouse_platform;
