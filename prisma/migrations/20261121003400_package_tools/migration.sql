-- HTTP tools and MCP servers that came with a package go with it; what an installation was told about its own surroundings.

-- AlterTable
ALTER TABLE "http_tools" ADD COLUMN "installation_id" UUID;

-- AlterTable
ALTER TABLE "mcp_servers" ADD COLUMN "installation_id" UUID;

-- AlterTable
ALTER TABLE "package_installations" ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}';

-- CreateIndex
CREATE INDEX "http_tools_installation_id_idx" ON "http_tools"("installation_id");

-- CreateIndex
CREATE INDEX "mcp_servers_installation_id_idx" ON "mcp_servers"("installation_id");

-- AddForeignKey
ALTER TABLE "http_tools" ADD CONSTRAINT "http_tools_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "package_installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mcp_servers" ADD CONSTRAINT "mcp_servers_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "package_installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
