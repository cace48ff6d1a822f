-- Invitations, what API keys may do and when they were last used, workspaces that are put away, and the volumes of
-- deleted ones.

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "scopes" TEXT[] NOT NULL DEFAULT ARRAY['read', 'write', 'manage']::TEXT[];

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "archived_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "deleted_workspaces" (
    "id" UUID NOT NULL,
    "files_driver" TEXT,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deleted_workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID,
    "email" TEXT,
    "role" "Role" NOT NULL,
    "language" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "max_uses" INTEGER NOT NULL DEFAULT 1,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "delivery" TEXT NOT NULL DEFAULT 'none',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation_uses" (
    "tenant_id" UUID NOT NULL,
    "invitation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_uses_pkey" PRIMARY KEY ("invitation_id","user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_tenant_id_created_at_id_idx" ON "invitations"("tenant_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_tenant_id_id_key" ON "invitations"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_uses" ADD CONSTRAINT "invitation_uses_tenant_id_invitation_id_fkey" FOREIGN KEY ("tenant_id", "invitation_id") REFERENCES "invitations"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_uses" ADD CONSTRAINT "invitation_uses_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_scopes_are_known"
  CHECK ('read' = ANY (scopes) AND scopes <@ ARRAY['read', 'write', 'manage']);
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_are_not_used_too_often" CHECK (uses <= max_uses);

-- Of the tenant as a whole, or into one of its workspaces.
CREATE POLICY scope ON invitations USING (tenant_id = (SELECT app_tenant())
  AND ((SELECT app_workspace()) IS NULL OR workspace_id = (SELECT app_workspace())));
CREATE POLICY scope ON invitation_uses USING (tenant_id = (SELECT app_tenant()));
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
ALTER TABLE invitation_uses ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation_uses FORCE ROW LEVEL SECURITY;

-- An archived workspace is read by those who entered it before, and changed by nobody: every role in it is `viewer`.
-- key_scopes: what an API key may do of what its role may, reading always; null for people.
DROP FUNCTION resolve_scope(uuid, bytea, uuid, uuid);
CREATE FUNCTION resolve_scope(p_login uuid, p_key_hash bytea, p_tenant uuid, p_workspace uuid)
RETURNS TABLE (tenant_id uuid, workspace_id uuid, principal_kind text, principal_id uuid, principal_name text, role "Role", key_scopes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.tenant_id, w.id, 'user', u.id, u.name, CASE WHEN w.archived_at IS NULL THEN m.role ELSE 'viewer' END, NULL::text[]
  FROM logins l
  JOIN users u ON u.id = l.user_id
  JOIN memberships m ON m.user_id = u.id
  LEFT JOIN workspaces w ON w.id = p_workspace AND w.tenant_id = m.tenant_id
  WHERE l.id = p_login AND l.revoked_at IS NULL AND l.expires_at > now()
    AND CASE WHEN p_workspace IS NULL THEN m.tenant_id = p_tenant
      ELSE w.id IS NOT NULL AND (w.access = 'tenant' OR m.role IN ('owner', 'admin')
        OR EXISTS (SELECT 1 FROM workspace_members wm WHERE wm.workspace_id = w.id AND wm.user_id = u.id)) END
  UNION ALL
  SELECT k.tenant_id, w.id, 'api_key', k.id, k.name, CASE WHEN w.archived_at IS NULL THEN k.role ELSE 'viewer' END, k.scopes
  FROM api_keys k
  LEFT JOIN workspaces w ON w.id = p_workspace AND w.tenant_id = k.tenant_id
  WHERE k.hash = p_key_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
    AND CASE WHEN p_workspace IS NULL THEN k.tenant_id = p_tenant AND k.workspace_id IS NULL
      ELSE w.id IS NOT NULL AND (k.workspace_id IS NULL OR k.workspace_id = w.id) END
$$;

-- As before; what is archived is not among the places to go to.
CREATE OR REPLACE FUNCTION list_memberships(p_user uuid)
RETURNS TABLE (tenant_id uuid, tenant_name text, role "Role", workspace_id uuid, workspace_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.name, m.role, w.id, w.name
  FROM memberships m
  JOIN tenants t ON t.id = m.tenant_id
  LEFT JOIN workspaces w ON w.tenant_id = t.id AND w.archived_at IS NULL AND (w.access = 'tenant' OR m.role IN ('owner', 'admin')
    OR EXISTS (SELECT 1 FROM workspace_members wm WHERE wm.workspace_id = w.id AND wm.user_id = p_user))
  WHERE m.user_id = p_user
  ORDER BY m.created_at, t.id, w.created_at, w.id
$$;
CREATE OR REPLACE FUNCTION list_key_workspaces(p_key_hash bytea)
RETURNS TABLE (tenant_id uuid, tenant_name text, role "Role", workspace_id uuid, workspace_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.name, k.role, w.id, w.name
  FROM api_keys k
  JOIN tenants t ON t.id = k.tenant_id
  LEFT JOIN workspaces w ON w.tenant_id = t.id AND w.archived_at IS NULL AND (k.workspace_id IS NULL OR k.workspace_id = w.id)
  WHERE k.hash = p_key_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
  ORDER BY w.created_at, w.id
$$;

-- As before; in an archived workspace nobody gives work.
CREATE OR REPLACE FUNCTION role_in_workspace(p_principal uuid, p_workspace uuid) RETURNS "Role"
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT m.role
  FROM workspaces w
  JOIN memberships m ON m.tenant_id = w.tenant_id AND m.user_id = p_principal
  WHERE w.id = p_workspace AND w.archived_at IS NULL AND (w.access = 'tenant' OR m.role IN ('owner', 'admin')
    OR EXISTS (SELECT 1 FROM workspace_members wm WHERE wm.workspace_id = w.id AND wm.user_id = p_principal))
  UNION ALL
  SELECT k.role
  FROM workspaces w
  JOIN api_keys k ON k.tenant_id = w.tenant_id AND k.id = p_principal AND (k.workspace_id IS NULL OR k.workspace_id = w.id)
  WHERE w.id = p_workspace AND w.archived_at IS NULL AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
$$;

-- Notes that a key is in use, once a minute at most, whatever the number of its requests and of web processes.
CREATE FUNCTION touch_api_key(p_key_hash bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE api_keys SET last_used_at = now()
  WHERE hash = p_key_hash AND revoked_at IS NULL AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
$$;

-- What an invitation's token leads to, before its holder has any scope. `open` only while whoever made it could make
-- it today: a person who was demoted or has left, or a key that was revoked, lets nobody in any more.
CREATE FUNCTION look_up_invitation(p_token_hash bytea)
RETURNS TABLE (invitation_id uuid, tenant_id uuid, tenant_name text, workspace_id uuid, role "Role", email text,
  inviter_name text, expires_at timestamptz, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, t.id, t.name, i.workspace_id, i.role, i.email, u.name, i.expires_at,
    CASE
      WHEN i.revoked_at IS NOT NULL THEN 'revoked'
      WHEN i.uses >= i.max_uses THEN 'used'
      WHEN i.expires_at <= now() THEN 'expired'
      WHEN EXISTS (SELECT 1 FROM memberships m WHERE m.tenant_id = i.tenant_id AND m.user_id = i.created_by_id
        AND m.role IN ('owner', 'admin') AND m.role <= i.role) THEN 'open'
      WHEN EXISTS (SELECT 1 FROM api_keys k WHERE k.tenant_id = i.tenant_id AND k.id = i.created_by_id
        AND k.role IN ('owner', 'admin') AND k.role <= i.role
        AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())) THEN 'open'
      ELSE 'revoked'
    END
  FROM invitations i
  JOIN tenants t ON t.id = i.tenant_id
  LEFT JOIN users u ON u.id = i.created_by_id
  WHERE i.token_hash = p_token_hash
$$;

-- Ends what is to be done in a workspace that is put away, in private threads as well: queued runs at once (returned),
-- running ones by request. Bound to the tenant of the transaction, since row-level security does not bind its owner.
CREATE FUNCTION cancel_runs_of_workspace(p_workspace uuid)
RETURNS TABLE (run_id uuid, thread_id uuid, attempt integer)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE runs SET cancel_requested_at = now()
  WHERE workspace_id = p_workspace AND tenant_id = app_tenant() AND status = 'running';
  UPDATE runs SET status = 'cancelled', cancel_requested_at = now(), finished_at = now()
  WHERE workspace_id = p_workspace AND tenant_id = app_tenant() AND status = 'queued'
  RETURNING id, thread_id, attempt;
$$;

-- Files of a deleted workspace lie with the sandboxes' engine, out of the transaction's reach: workers remove what is
-- noted here. Only what is noted: a workspace that is merely not found may be another database's.
CREATE FUNCTION note_deleted_workspace() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO deleted_workspaces (id, files_driver) VALUES (old.id, old.files_driver) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER note_deleted_workspace AFTER DELETE ON workspaces FOR EACH ROW EXECUTE FUNCTION note_deleted_workspace();

GRANT CREATE ON SCHEMA public TO crewhouse_platform; -- a function's new owner needs it for the moment of the change
ALTER FUNCTION resolve_scope(uuid, bytea, uuid, uuid) OWNER TO crewhouse_platform;
ALTER FUNCTION touch_api_key(bytea) OWNER TO crewhouse_platform;
ALTER FUNCTION look_up_invitation(bytea) OWNER TO crewhouse_platform;
ALTER FUNCTION cancel_runs_of_workspace(uuid) OWNER TO crewhouse_platform;
ALTER FUNCTION note_deleted_workspace() OWNER TO crewhouse_platform;
REVOKE CREATE ON SCHEMA public FROM crewhouse_platform;
REVOKE ALL ON FUNCTION resolve_scope(uuid, bytea, uuid, uuid), touch_api_key(bytea), look_up_invitation(bytea),
  cancel_runs_of_workspace(uuid), note_deleted_workspace() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resolve_scope(uuid, bytea, uuid, uuid), touch_api_key(bytea), look_up_invitation(bytea),
  cancel_runs_of_workspace(uuid) TO crewhouse_app, crewhouse_platform;

GRANT SELECT, INSERT, UPDATE, DELETE ON invitations, invitation_uses TO crewhouse_app, crewhouse_platform;
GRANT SELECT, INSERT, DELETE ON deleted_workspaces TO crewhouse_platform;
