-- Services at which agents sign in by OAuth, and for each agent its own connection with one: it can be cut alone.

-- CreateTable
CREATE TABLE "oauth_services" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mcp_server_id" UUID,
    "issuer" TEXT NOT NULL DEFAULT '',
    "sends_issuer" BOOLEAN NOT NULL DEFAULT false,
    "authorization_url" TEXT NOT NULL,
    "token_url" TEXT NOT NULL,
    "revocation_url" TEXT NOT NULL DEFAULT '',
    "resource" TEXT NOT NULL DEFAULT '',
    "client_id" TEXT NOT NULL,
    "sealed_client_secret" JSONB,
    "client_auth" TEXT NOT NULL,
    "scopes" TEXT[],
    "hosts" TEXT[],
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_services_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_connections" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "account" TEXT NOT NULL DEFAULT '',
    "scopes" TEXT[],
    "sealed_access_token" JSONB NOT NULL,
    "sealed_refresh_token" JSONB,
    "expires_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "renewal" UUID,
    "renewal_until" TIMESTAMPTZ(3),
    "problem" TEXT,
    "connected_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_connections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "oauth_services_workspace_id_id_key" ON "oauth_services"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_services_workspace_id_name_key" ON "oauth_services"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_services_workspace_id_mcp_server_id_key" ON "oauth_services"("workspace_id", "mcp_server_id");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_connections_service_id_agent_id_key" ON "oauth_connections"("service_id", "agent_id");

-- CreateIndex
CREATE INDEX "oauth_connections_agent_id_idx" ON "oauth_connections"("agent_id");

-- AddForeignKey
ALTER TABLE "oauth_services" ADD CONSTRAINT "oauth_services_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_services" ADD CONSTRAINT "oauth_services_workspace_id_mcp_server_id_fkey" FOREIGN KEY ("workspace_id", "mcp_server_id") REFERENCES "mcp_servers"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_connections" ADD CONSTRAINT "oauth_connections_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_connections" ADD CONSTRAINT "oauth_connections_workspace_id_service_id_fkey" FOREIGN KEY ("workspace_id", "service_id") REFERENCES "oauth_services"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_connections" ADD CONSTRAINT "oauth_connections_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['oauth_services', 'oauth_connections'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()))', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON "oauth_services", "oauth_connections" TO crewhouse_app, crewhouse_platform;

-- A deleted agent's row stays, so that its threads can be read. What it could reach goes.
CREATE FUNCTION drop_connections_of_deleted_agent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM oauth_connections WHERE agent_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER deleted_agents_connections AFTER UPDATE OF deleted_at ON agents
  FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL)
  EXECUTE FUNCTION drop_connections_of_deleted_agent();
