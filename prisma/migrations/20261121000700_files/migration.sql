-- What people removed from a workspace's files and may bring back, and uploads that are under way. The bytes lie in the
-- workspace's volume, under the row's id.

-- CreateTable
CREATE TABLE "file_trash" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "deleted_by_id" UUID NOT NULL,
    "deleted_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_trash_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_uploads" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "modified_at" TIMESTAMPTZ(3),
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_uploads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "file_trash_workspace_id_created_at_id_idx" ON "file_trash"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "file_trash_created_at_idx" ON "file_trash"("created_at");

-- CreateIndex
CREATE INDEX "file_uploads_workspace_id_created_at_id_idx" ON "file_uploads"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "file_uploads_updated_at_idx" ON "file_uploads"("updated_at");

-- AddForeignKey
ALTER TABLE "file_trash" ADD CONSTRAINT "file_trash_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_uploads" ADD CONSTRAINT "file_uploads_tenant_id_workspace_id_fkey" FOREIGN KEY ("tenant_id", "workspace_id") REFERENCES "workspaces"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['file_trash', 'file_uploads'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING (tenant_id = (SELECT app_tenant()) AND workspace_id = (SELECT app_workspace()))', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON file_trash, file_uploads TO crewhouse_app, crewhouse_platform;
