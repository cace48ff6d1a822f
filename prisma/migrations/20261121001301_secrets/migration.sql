-- Secrets that people give to agents, each version sealed for itself, and the certificate authority with which the way
-- out of a workspace's sandboxes reads what goes to the hosts that a secret is granted to.

-- CreateTable
CREATE TABLE "secrets" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "hosts" TEXT[],
    "tools" TEXT[],
    "version" INTEGER NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "secret_versions" (
    "secret_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sealed" JSONB NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "secret_versions_pkey" PRIMARY KEY ("secret_id","number")
);

-- CreateTable
CREATE TABLE "workspace_authorities" (
    "workspace_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "certificate" TEXT NOT NULL,
    "sealed_key" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_authorities_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "secrets_workspace_id_id_key" ON "secrets"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_authorities_tenant_id_workspace_id_key" ON "workspace_authorities"("tenant_id", "workspace_id");

-- AddForeignKey
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secret_versions" ADD CONSTRAINT "secret_versions_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secret_versions" ADD CONSTRAINT "secret_versions_workspace_id_secret_id_fkey" FOREIGN KEY ("workspace_id", "secret_id") REFERENCES "secrets"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace_authorities" ADD CONSTRAINT "workspace_authorities_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A name is a variable of the agent's commands: there is one of it, in the workspace and for each agent.
CREATE UNIQUE INDEX "secrets_name" ON "secrets" ("workspace_id", "name", coalesce("agent_id", '00000000-0000-0000-0000-000000000000'));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['secrets', 'secret_versions', 'workspace_authorities'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()))', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON "secrets", "secret_versions", "workspace_authorities" TO crewhouse_app, crewhouse_platform;
