-- Tools that are requests to an HTTP API, as people wrote them or took them from an API's description.

-- CreateTable
CREATE TABLE "http_tools" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "collection" TEXT NOT NULL DEFAULT '',
    "request" JSONB NOT NULL,
    "parameters" JSONB NOT NULL,
    "auth" JSONB NOT NULL,
    "risk" TEXT NOT NULL,
    "timeout_s" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "http_tools_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "http_tools_workspace_id_name_key" ON "http_tools"("workspace_id", "name");

-- AddForeignKey
ALTER TABLE "http_tools" ADD CONSTRAINT "http_tools_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE POLICY scope ON "http_tools" USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()));
ALTER TABLE "http_tools" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "http_tools" FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE, DELETE ON "http_tools" TO crewhouse_app, crewhouse_platform;
