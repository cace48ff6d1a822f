-- What may be spent: limits of an organisation, a workspace or an agent, for each day, month or run; what each of them has
-- counted; and what is set aside for model calls under way. Prices that an organisation pays instead of the list's.

-- CreateEnum
CREATE TYPE "BudgetPeriod" AS ENUM ('run', 'day', 'month');

-- CreateTable
CREATE TABLE "budgets" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "agent_id" UUID,
    "period" "BudgetPeriod" NOT NULL,
    "limit_micros" BIGINT,
    "limit_tokens" BIGINT,
    "warn_percent" INTEGER NOT NULL DEFAULT 80,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "budgets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_counters" (
    "budget_id" UUID NOT NULL,
    "period_key" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "spent_micros" BIGINT NOT NULL DEFAULT 0,
    "spent_tokens" BIGINT NOT NULL DEFAULT 0,
    "reserved_micros" BIGINT NOT NULL DEFAULT 0,
    "reserved_tokens" BIGINT NOT NULL DEFAULT 0,
    "warned_at" TIMESTAMPTZ(3),

    CONSTRAINT "budget_counters_pkey" PRIMARY KEY ("budget_id","period_key")
);

-- CreateTable
CREATE TABLE "budget_reservations" (
    "call_key" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "step_index" INTEGER,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cost_micros" BIGINT,
    "budget_ids" UUID[],
    "period_keys" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "budget_reservations_pkey" PRIMARY KEY ("call_key")
);

-- CreateTable
CREATE TABLE "model_prices" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "input_micros" BIGINT NOT NULL,
    "cached_input_micros" BIGINT,
    "output_micros" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "model_prices_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "usage_events" ADD COLUMN "estimated" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "budgets_tenant_id_id_key" ON "budgets"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "budget_reservations_run_id_idx" ON "budget_reservations"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "model_prices_tenant_id_provider_model_key" ON "model_prices"("tenant_id", "provider", "model");

-- AddForeignKey
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_counters" ADD CONSTRAINT "budget_counters_tenant_id_budget_id_fkey" FOREIGN KEY ("tenant_id", "budget_id") REFERENCES "budgets"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_counters" ADD CONSTRAINT "budget_counters_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_prices" ADD CONSTRAINT "model_prices_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

-- One budget for each place and period, and an agent's is of its workspace. It limits something.
CREATE UNIQUE INDEX "budgets_place" ON "budgets" ("tenant_id", "workspace_id", "agent_id", "period") NULLS NOT DISTINCT;
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_agent_in_workspace" CHECK ("agent_id" IS NULL OR "workspace_id" IS NOT NULL);
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_limits" CHECK (("limit_micros" IS NOT NULL OR "limit_tokens" IS NOT NULL)
  AND coalesce("limit_micros", 0) >= 0 AND coalesce("limit_tokens", 0) >= 0 AND "warn_percent" BETWEEN 1 AND 100);
CREATE INDEX "budget_counters_unwarned" ON "budget_counters" ("period_key") WHERE "warned_at" IS NULL;

-- A workspace's scope reads the organisation's budgets too, for they bind it; it writes its own alone.
CREATE POLICY scope ON "budgets" USING (tenant_id = (SELECT app_tenant())
    AND (workspace_id IS NULL OR workspace_id = (SELECT app_workspace())))
  WITH CHECK (tenant_id = (SELECT app_tenant()) AND workspace_id IS NOT DISTINCT FROM (SELECT app_workspace()));
CREATE POLICY removal ON "budgets" AS RESTRICTIVE FOR DELETE
  USING (tenant_id = (SELECT app_tenant()) AND workspace_id IS NOT DISTINCT FROM (SELECT app_workspace()));
CREATE POLICY scope ON "budget_counters" USING (tenant_id = (SELECT app_tenant())
    AND (workspace_id IS NULL OR workspace_id = (SELECT app_workspace())));
CREATE POLICY scope ON "budget_reservations" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()));
CREATE POLICY scope ON "model_prices" USING (tenant_id = (SELECT app_tenant()));
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['budgets', 'budget_counters', 'budget_reservations', 'model_prices'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO crewhouse_platform', t);
    EXECUTE format('REVOKE ALL ON %I FROM crewhouse_app', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, DELETE ON "budgets" TO crewhouse_app;
GRANT UPDATE (limit_micros, limit_tokens, warn_percent, updated_at, updated_by) ON "budgets" TO crewhouse_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "model_prices" TO crewhouse_app;
-- What is counted is counted by the functions below alone.
GRANT SELECT ON "budget_counters", "budget_reservations" TO crewhouse_app;

-- Which period a moment is in. Days and months are UTC's.
CREATE FUNCTION budget_period_key(p_period "BudgetPeriod", p_run uuid, p_at timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT CASE p_period WHEN 'run' THEN p_run::text WHEN 'day' THEN to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')
    ELSE to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM') END
$$;

-- What was used in a budget's period before anybody counted it.
CREATE FUNCTION budget_used_before(p_budget budgets, p_run uuid, p_at timestamptz, OUT micros bigint, OUT tokens bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(u.cost_micros), 0)::bigint, coalesce(sum(u.input_tokens + u.output_tokens), 0)::bigint
  FROM usage_events u
  WHERE u.tenant_id = p_budget.tenant_id
    AND (p_budget.workspace_id IS NULL OR u.workspace_id = p_budget.workspace_id)
    AND (p_budget.agent_id IS NULL OR u.agent_id = p_budget.agent_id)
    AND (p_budget.period <> 'run' OR u.run_id = p_run)
    AND u.created_at >= CASE p_budget.period WHEN 'day' THEN date_trunc('day', p_at, 'UTC')
      WHEN 'month' THEN date_trunc('month', p_at, 'UTC') ELSE (SELECT r.created_at FROM runs r WHERE r.id = p_run) END
$$;

-- A new budget knows what its period has used already. Another limit is worth another warning.
CREATE FUNCTION open_budget_counter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF tg_op = 'INSERT' AND new.period <> 'run' THEN
    INSERT INTO budget_counters (budget_id, period_key, tenant_id, workspace_id, spent_micros, spent_tokens)
    SELECT new.id, budget_period_key(new.period, NULL, now()), new.tenant_id, new.workspace_id, u.micros, u.tokens
    FROM budget_used_before(new, NULL, now()) u ON CONFLICT DO NOTHING;
  ELSIF tg_op = 'UPDATE' THEN
    UPDATE budget_counters SET warned_at = NULL
    WHERE budget_id = new.id AND warned_at IS NOT NULL AND period_key = budget_period_key(new.period, NULL, now());
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER open_budget_counter AFTER INSERT OR UPDATE OF limit_micros, limit_tokens, warn_percent ON budgets
  FOR EACH ROW EXECUTE FUNCTION open_budget_counter();

-- Sets a model call aside in every budget that applies to the run, or says which one has no room. `busy`: what is left is
-- set aside for calls that others make right now. The counters' rows are locked in the order of their budgets, here and
-- below, so that calls at once see one another and none waits for one that waits for it. A call is let in while anything
-- is left: so many calls at once pass a limit by the last of them alone. Repeated, it finds what the first time did.
CREATE FUNCTION reserve_budget(p_call_key text, p_run uuid, p_attempt integer, p_step integer, p_provider text, p_model text,
  p_input_tokens integer, p_output_tokens integer, p_cost_micros bigint)
RETURNS TABLE (outcome text, level text, period text, unit text, limit_amount bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_run runs%ROWTYPE;
  v_at timestamptz := clock_timestamp();
  v_ids uuid[];
  v_keys text[];
BEGIN
  SELECT r.* INTO v_run FROM runs r WHERE r.id = p_run AND r.tenant_id = app_tenant() AND r.workspace_id = app_workspace()
    AND r.attempt = p_attempt AND r.status = 'running';
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'lost', NULL::text, NULL::text, NULL::text, NULL::bigint;
    RETURN;
  END IF;
  IF EXISTS (SELECT 1 FROM budget_reservations o WHERE o.call_key = p_call_key AND o.run_id = p_run) THEN
    RETURN QUERY SELECT 'reserved', NULL::text, NULL::text, NULL::text, NULL::bigint;
    RETURN;
  END IF;
  SELECT array_agg(b.id ORDER BY b.id), array_agg(budget_period_key(b.period, p_run, v_at) ORDER BY b.id) INTO v_ids, v_keys
  FROM budgets b WHERE b.tenant_id = v_run.tenant_id AND (b.workspace_id IS NULL OR b.workspace_id = v_run.workspace_id)
    AND (b.agent_id IS NULL OR b.agent_id = v_run.agent_id);
  IF v_ids IS NULL THEN
    RETURN QUERY SELECT 'none', NULL::text, NULL::text, NULL::text, NULL::bigint;
    RETURN;
  END IF;
  INSERT INTO budget_counters (budget_id, period_key, tenant_id, workspace_id, spent_micros, spent_tokens)
  SELECT b.id, k.period_key, b.tenant_id, b.workspace_id, u.micros, u.tokens
  FROM unnest(v_ids, v_keys) k(id, period_key) JOIN budgets b ON b.id = k.id
    CROSS JOIN LATERAL budget_used_before(b, p_run, v_at) u
  WHERE NOT EXISTS (SELECT 1 FROM budget_counters c WHERE c.budget_id = k.id AND c.period_key = k.period_key)
  ORDER BY b.id ON CONFLICT DO NOTHING;
  PERFORM 1 FROM budget_counters c JOIN unnest(v_ids, v_keys) k(id, period_key) ON c.budget_id = k.id AND c.period_key = k.period_key
  ORDER BY c.budget_id FOR UPDATE OF c;
  RETURN QUERY
    SELECT CASE WHEN full_up.spent >= full_up.most THEN 'exhausted' ELSE 'busy' END, full_up.level, full_up.period, full_up.unit, full_up.most
    FROM (
      SELECT CASE WHEN b.agent_id IS NOT NULL THEN 'agent' WHEN b.workspace_id IS NOT NULL THEN 'workspace' ELSE 'tenant' END AS level,
        b.period::text AS period, m.unit, m.spent, m.reserved, m.most
      FROM unnest(v_ids, v_keys) k(id, period_key) JOIN budgets b ON b.id = k.id
        JOIN budget_counters c ON c.budget_id = k.id AND c.period_key = k.period_key
        CROSS JOIN LATERAL (VALUES ('money', c.spent_micros, c.reserved_micros, b.limit_micros),
          ('tokens', c.spent_tokens, c.reserved_tokens, b.limit_tokens)) m(unit, spent, reserved, most)
    ) full_up
    WHERE full_up.spent + full_up.reserved >= full_up.most
    ORDER BY full_up.spent >= full_up.most DESC, full_up.period DESC, full_up.level DESC LIMIT 1;
  IF FOUND THEN
    RETURN;
  END IF;
  UPDATE budget_counters c SET reserved_micros = c.reserved_micros + coalesce(p_cost_micros, 0),
    reserved_tokens = c.reserved_tokens + p_input_tokens + p_output_tokens
  FROM unnest(v_ids, v_keys) k(id, period_key) WHERE c.budget_id = k.id AND c.period_key = k.period_key;
  INSERT INTO budget_reservations (call_key, tenant_id, workspace_id, agent_id, run_id, attempt, step_index, provider, model,
    input_tokens, output_tokens, cost_micros, budget_ids, period_keys)
  VALUES (p_call_key, v_run.tenant_id, v_run.workspace_id, v_run.agent_id, p_run, p_attempt, p_step, p_provider, p_model,
    p_input_tokens, p_output_tokens, p_cost_micros, v_ids, v_keys);
  RETURN QUERY SELECT 'reserved', NULL::text, NULL::text, NULL::text, NULL::bigint;
END $$;

-- Counts what a call really used, in the periods in which it began. Nothing set aside: nothing to do.
CREATE FUNCTION count_budget(p_reserved budget_reservations, p_tokens bigint, p_cost_micros bigint) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM budget_counters c JOIN unnest(p_reserved.budget_ids, p_reserved.period_keys) k(id, period_key)
    ON c.budget_id = k.id AND c.period_key = k.period_key ORDER BY c.budget_id FOR UPDATE OF c;
  UPDATE budget_counters c SET spent_micros = c.spent_micros + coalesce(p_cost_micros, 0), spent_tokens = c.spent_tokens + p_tokens,
    reserved_micros = c.reserved_micros - coalesce(p_reserved.cost_micros, 0),
    reserved_tokens = c.reserved_tokens - p_reserved.input_tokens - p_reserved.output_tokens
  FROM unnest(p_reserved.budget_ids, p_reserved.period_keys) k(id, period_key) WHERE c.budget_id = k.id AND c.period_key = k.period_key;
END $$;
CREATE FUNCTION settle_budget(p_call_key text, p_tokens bigint, p_cost_micros bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v_reserved budget_reservations%ROWTYPE;
BEGIN
  DELETE FROM budget_reservations r WHERE r.call_key = p_call_key AND r.tenant_id = app_tenant() AND r.workspace_id = app_workspace()
  RETURNING r.* INTO v_reserved;
  IF FOUND THEN
    PERFORM count_budget(v_reserved, p_tokens, p_cost_micros);
  END IF;
END $$;

-- A call whose attempt is over and that nobody settled (its worker died, somebody stopped it, the code that made it went away):
-- nobody knows what it came to, so it costs what it was estimated at. One at a time, so that no transaction holds the counters
-- of two calls. What is over for a moment alone may still be settled by who made it.
CREATE FUNCTION settle_lost_reservation() RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_reserved budget_reservations%ROWTYPE;
BEGIN
  SELECT r.* INTO v_reserved FROM budget_reservations r
  WHERE NOT EXISTS (SELECT 1 FROM runs o WHERE o.id = r.run_id AND o.attempt = r.attempt
    AND (o.status = 'running' OR coalesce(o.finished_at, o.queued_at) > now() - interval '3 seconds'))
  ORDER BY r.created_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM budget_reservations r WHERE r.call_key = v_reserved.call_key;
  INSERT INTO usage_events (id, tenant_id, workspace_id, agent_id, run_id, step_index, idempotency_key, provider, model,
    input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_micros, estimated)
  VALUES (gen_random_uuid(), v_reserved.tenant_id, v_reserved.workspace_id, v_reserved.agent_id, v_reserved.run_id, v_reserved.step_index,
    v_reserved.call_key, v_reserved.provider, v_reserved.model, v_reserved.input_tokens, 0, v_reserved.output_tokens, 0,
    v_reserved.cost_micros, true)
  ON CONFLICT (idempotency_key) DO NOTHING;
  PERFORM count_budget(v_reserved, v_reserved.input_tokens + v_reserved.output_tokens, v_reserved.cost_micros);
  RETURN true;
END $$;

-- Runs that wait for a budget in which there is room again: it was raised or removed, or another period began.
CREATE FUNCTION resume_budget_waits(p_limit integer) RETURNS SETOF uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$
  WITH queued AS (
  UPDATE runs r SET status = 'queued', queued_at = now(), available_at = now(), finished_at = NULL, error = NULL
  WHERE r.id IN (
    SELECT w.id FROM runs w WHERE w.status = 'waiting' AND w.error ->> 'code' = 'budget' AND NOT EXISTS (
      SELECT 1 FROM budgets b LEFT JOIN budget_counters c
        ON c.budget_id = b.id AND c.period_key = budget_period_key(b.period, w.id, now())
      WHERE b.tenant_id = w.tenant_id AND (b.workspace_id IS NULL OR b.workspace_id = w.workspace_id)
        AND (b.agent_id IS NULL OR b.agent_id = w.agent_id)
        AND (coalesce(c.spent_micros + c.reserved_micros, 0) >= b.limit_micros
          OR coalesce(c.spent_tokens + c.reserved_tokens, 0) >= b.limit_tokens))
    ORDER BY w.finished_at, w.id LIMIT p_limit FOR UPDATE SKIP LOCKED
  ) AND r.status = 'waiting' RETURNING r.id, r.tenant_id, r.workspace_id, r.attempt
  ), audited AS (
    INSERT INTO audit_events (id, tenant_id, workspace_id, actor_kind, actor_id, action, target_kind, target_id, details, idempotency_key)
    SELECT gen_random_uuid(), q.tenant_id, q.workspace_id, 'system', q.id, 'run.resumed', 'run', q.id::text,
      jsonb_build_object('waitedFor', 'budget'), 'run:' || q.id || ':' || q.attempt || ':resumed'
    FROM queued q ON CONFLICT (idempotency_key) DO NOTHING
  )
  SELECT q.id FROM queued q
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION open_budget_counter() OWNER TO crewhouse_platform;
ALTER FUNCTION reserve_budget(text, uuid, integer, integer, text, text, integer, integer, bigint) OWNER TO crewhouse_platform;
ALTER FUNCTION settle_budget(text, bigint, bigint) OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION budget_period_key("BudgetPeriod", uuid, timestamptz), budget_used_before(budgets, uuid, timestamptz),
  open_budget_counter(), reserve_budget(text, uuid, integer, integer, text, text, integer, integer, bigint),
  count_budget(budget_reservations, bigint, bigint), settle_budget(text, bigint, bigint), settle_lost_reservation(),
  resume_budget_waits(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION budget_period_key("BudgetPeriod", uuid, timestamptz), budget_used_before(budgets, uuid, timestamptz),
  count_budget(budget_reservations, bigint, bigint), settle_lost_reservation(), resume_budget_waits(integer) TO crewhouse_platform;
GRANT EXECUTE ON FUNCTION budget_period_key("BudgetPeriod", uuid, timestamptz),
  reserve_budget(text, uuid, integer, integer, text, text, integer, integer, bigint), settle_budget(text, bigint, bigint) TO crewhouse_app;
