-- Whether this installation serves one tenant at most: what is safe among friends (a model server on the local network,
-- the virtual sandbox) needs an explicit setting once there are more. Says nothing else of tenants.
CREATE FUNCTION has_one_tenant() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) < 2 FROM (SELECT 1 FROM tenants LIMIT 2) AS first_two
$$;

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION has_one_tenant() OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION has_one_tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_one_tenant() TO crewhouse_app, crewhouse_platform;
