-- The connections that sandboxes made, or wanted to make: what a person looks at who asks where an agent has been.

-- CreateTable
CREATE TABLE "network_connections" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "run_id" UUID,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "secrets" TEXT[],
    "connections" INTEGER NOT NULL,
    "bytes_up" BIGINT NOT NULL,
    "bytes_down" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "network_connections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "network_connections_agent_id_created_at_id_idx" ON "network_connections"("agent_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "network_connections_created_at_idx" ON "network_connections"("created_at");

-- AddForeignKey
ALTER TABLE "network_connections" ADD CONSTRAINT "network_connections_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "network_connections" ADD CONSTRAINT "network_connections_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE POLICY scope ON "network_connections" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()));
ALTER TABLE "network_connections" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "network_connections" FORCE ROW LEVEL SECURITY;

-- Appended, and forgotten after a while by the platform's own role: nobody rewrites where an agent has been.
GRANT SELECT, INSERT ON "network_connections" TO crewhouse_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "network_connections" TO crewhouse_platform;
