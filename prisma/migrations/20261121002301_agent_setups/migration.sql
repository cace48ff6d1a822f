-- What is done to an agent's image before its container is made of it: wanted, in the making, or done.

-- CreateTable
CREATE TABLE "agent_setups" (
    "agent_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "command" TEXT NOT NULL,
    "base" TEXT NOT NULL,
    "anew" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "log" TEXT NOT NULL DEFAULT '',
    "error" TEXT,
    "image" TEXT,
    "image_base" TEXT,
    "size_bytes" BIGINT,
    "worker_id" UUID,
    "beat_at" TIMESTAMPTZ(3),
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "agent_setups_pkey" PRIMARY KEY ("agent_id")
);

-- CreateIndex
CREATE INDEX "agent_setups_tenant_id_workspace_id_idx" ON "agent_setups"("tenant_id", "workspace_id");

CREATE INDEX "agent_setups_open" ON "agent_setups" ("requested_at") WHERE "status" IN ('waiting', 'building');

-- AddForeignKey
ALTER TABLE "agent_setups" ADD CONSTRAINT "agent_setups_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_setups" ADD CONSTRAINT "agent_setups_workspace_id_agent_id_fkey" FOREIGN KEY ("workspace_id", "agent_id") REFERENCES "agents"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "agent_setups" ADD CONSTRAINT "agent_setups_status" CHECK (status IN ('waiting', 'building', 'ready', 'failed'));

CREATE POLICY scope ON "agent_setups" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()));
ALTER TABLE "agent_setups" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agent_setups" FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE, DELETE ON "agent_setups" TO crewhouse_app, crewhouse_platform;
