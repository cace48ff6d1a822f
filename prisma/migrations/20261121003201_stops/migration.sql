-- Stop buttons: a row for each agent, workspace or organisation that somebody stopped, for as long as it is.

-- CreateTable
CREATE TABLE "stops" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "agent_id" UUID,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_by" TEXT NOT NULL,

    CONSTRAINT "stops_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "stops" ADD CONSTRAINT "stops_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stops" ADD CONSTRAINT "stops_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stops" ADD CONSTRAINT "stops_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE UNIQUE INDEX "stops_place" ON "stops" ("tenant_id", "workspace_id", "agent_id") NULLS NOT DISTINCT;
ALTER TABLE "stops" ADD CONSTRAINT "stops_agent_in_workspace" CHECK ("agent_id" IS NULL OR "workspace_id" IS NOT NULL);

-- A workspace's scope sees that its organisation is stopped; it stops and lets go on its own alone.
CREATE POLICY scope ON "stops" USING (tenant_id = (SELECT app_tenant())
    AND (workspace_id IS NULL OR workspace_id = (SELECT app_workspace())))
  WITH CHECK (tenant_id = (SELECT app_tenant()) AND workspace_id IS NOT DISTINCT FROM (SELECT app_workspace()));
CREATE POLICY removal ON "stops" AS RESTRICTIVE FOR DELETE
  USING (tenant_id = (SELECT app_tenant()) AND workspace_id IS NOT DISTINCT FROM (SELECT app_workspace()));
ALTER TABLE "stops" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "stops" FORCE ROW LEVEL SECURITY;
REVOKE ALL ON "stops" FROM crewhouse_app;
GRANT SELECT, INSERT, DELETE ON "stops" TO crewhouse_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "stops" TO crewhouse_platform;

-- Whether somebody stopped an agent, its workspace or its organisation.
CREATE FUNCTION is_stopped(p_tenant uuid, p_workspace uuid, p_agent uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM stops s WHERE s.tenant_id = p_tenant AND (s.workspace_id IS NULL OR s.workspace_id = p_workspace)
    AND (s.agent_id IS NULL OR s.agent_id = p_agent))
$$;

-- The next run for a worker, as before; but what is stopped is not claimed, whether it waits, has begun, or lost its worker.
-- Who stops something takes the same lock: no run is claimed beside a stop that does not see it.
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
  WHERE r.status = 'running' AND r.lease_expires_at < now() AND NOT is_stopped(r.tenant_id, r.workspace_id, r.agent_id)
  ORDER BY r.lease_expires_at LIMIT 1;
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
        AND NOT EXISTS (SELECT 1 FROM stops s WHERE s.tenant_id = v_tenant AND (s.workspace_id IS NULL OR s.workspace_id = r.workspace_id)
          AND (s.agent_id IS NULL OR s.agent_id = r.agent_id))
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

-- Runs that a stop has ended go on, in private threads as well, unless they are stopped at another level too. Bound to the
-- scope of the transaction, since row-level security does not bind its owner.
CREATE FUNCTION resume_stopped_runs(p_agent uuid) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE runs r SET status = 'queued', queued_at = now(), available_at = now(), finished_at = NULL, error = NULL
  WHERE r.status = 'waiting' AND r.error ->> 'code' = 'stopped' AND r.tenant_id = app_tenant()
    AND (app_workspace() IS NULL OR r.workspace_id = app_workspace()) AND (p_agent IS NULL OR r.agent_id = p_agent)
    AND NOT is_stopped(r.tenant_id, r.workspace_id, r.agent_id)
  RETURNING r.id
$$;

-- Runs that are stopped and whose worker is gone: nobody else ends them.
CREATE FUNCTION halt_lost_runs(p_error jsonb)
RETURNS TABLE (run_id uuid, thread_id uuid, workspace_id uuid, is_private boolean, attempt integer)
LANGUAGE sql SET search_path = public, pg_temp AS $$
  WITH halted AS (
    UPDATE runs r SET status = 'waiting', error = p_error, finished_at = now(), model_index = 0, model_tries = 0
    WHERE r.id IN (SELECT o.id FROM runs o WHERE o.status = 'running' AND o.lease_expires_at < now()
      AND is_stopped(o.tenant_id, o.workspace_id, o.agent_id) LIMIT 100 FOR UPDATE SKIP LOCKED)
    RETURNING r.*
  ), audited AS (
    INSERT INTO audit_events (id, tenant_id, workspace_id, actor_kind, actor_id, action, target_kind, target_id, details, idempotency_key)
    SELECT gen_random_uuid(), h.tenant_id, h.workspace_id, 'system', h.id, 'run.waiting', 'run', h.id::text,
      jsonb_build_object('attempt', h.attempt, 'code', 'stopped'), 'run:' || h.id || ':' || h.attempt || ':ended'
    FROM halted h ON CONFLICT (idempotency_key) DO NOTHING
  )
  SELECT h.id, h.thread_id, h.workspace_id, h.private_to IS NOT NULL, h.attempt FROM halted h
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION resume_stopped_runs(uuid) OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION is_stopped(uuid, uuid, uuid), resume_stopped_runs(uuid), halt_lost_runs(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_stopped(uuid, uuid, uuid), halt_lost_runs(jsonb) TO crewhouse_platform;
GRANT EXECUTE ON FUNCTION resume_stopped_runs(uuid) TO crewhouse_app;
