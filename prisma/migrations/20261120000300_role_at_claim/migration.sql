-- What whoever asked for a run may do now: read at every claim, so that leaving a tenant, a lowered role or a revoked
-- key stops what is queued. Null: nothing at all.
CREATE FUNCTION role_in_workspace(p_principal uuid, p_workspace uuid) RETURNS "Role"
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT m.role
  FROM workspaces w
  JOIN memberships m ON m.tenant_id = w.tenant_id AND m.user_id = p_principal
  WHERE w.id = p_workspace AND (w.access = 'tenant' OR m.role IN ('owner', 'admin')
    OR EXISTS (SELECT 1 FROM workspace_members wm WHERE wm.workspace_id = w.id AND wm.user_id = p_principal))
  UNION ALL
  SELECT k.role
  FROM workspaces w
  JOIN api_keys k ON k.tenant_id = w.tenant_id AND k.id = p_principal AND (k.workspace_id IS NULL OR k.workspace_id = w.id)
  WHERE w.id = p_workspace AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
$$;
REVOKE ALL ON FUNCTION role_in_workspace(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION role_in_workspace(uuid, uuid) TO crewhouse_platform;
