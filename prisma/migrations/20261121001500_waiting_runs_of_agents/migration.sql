-- Ends what a deleted agent has to do, as before, and what it waits for people with: nobody is asked for it any more.
CREATE OR REPLACE FUNCTION cancel_runs_of_agent(p_agent uuid)
RETURNS TABLE (run_id uuid, thread_id uuid, attempt integer, at_work boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH running AS (
    UPDATE runs SET cancel_requested_at = now()
    WHERE agent_id = p_agent AND tenant_id = app_tenant() AND workspace_id = app_workspace() AND status = 'running'
    RETURNING id, thread_id, attempt
  ), idle AS (
    UPDATE runs SET status = 'cancelled', cancel_requested_at = now(), finished_at = now(), error = NULL
    WHERE agent_id = p_agent AND tenant_id = app_tenant() AND workspace_id = app_workspace() AND status IN ('queued', 'waiting')
    RETURNING id, thread_id, attempt
  ), calls AS (
    UPDATE tool_calls c SET status = 'cancelled', finished_at = now(),
      result = '{"text": "Cancelled: its agent was removed before it began.", "view": {"kind": "text"}}'
    FROM idle WHERE c.run_id = idle.id AND c.result IS NULL
  )
  SELECT id, thread_id, attempt, true FROM running UNION ALL SELECT id, thread_id, attempt, false FROM idle
$$;
