-- Which topics of the event stream may their claimants read? One call for one request, or for all open streams of a
-- process at once. p_claims: an array of {"login": uuid, "key": hex of an API key's hash, "kind": "thread" or
-- "workspace", "id": uuid}; the answer: the places (from 0) of those that hold.
CREATE FUNCTION visible_topics(p_claims jsonb) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (claims.place - 1)::integer
  FROM ROWS FROM (jsonb_to_recordset(p_claims) AS (login uuid, "key" text, kind text, id uuid))
    WITH ORDINALITY AS claims (login, "key", kind, id, place)
  LEFT JOIN threads t ON claims.kind = 'thread' AND t.id = claims.id
  CROSS JOIN LATERAL resolve_scope(claims.login, decode(claims."key", 'hex'), NULL,
    CASE claims.kind WHEN 'workspace' THEN claims.id WHEN 'thread' THEN t.workspace_id END) scope
  WHERE scope.workspace_id IS NOT NULL
    AND (claims.kind = 'workspace'
      OR (t.tenant_id = scope.tenant_id AND (t.private_to IS NULL OR t.private_to = scope.principal_id)))
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION visible_topics(jsonb) OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION visible_topics(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visible_topics(jsonb) TO crewhouse_app, crewhouse_platform;
