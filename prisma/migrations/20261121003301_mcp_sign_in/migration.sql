-- How agents show an MCP server who they are: by its headers alone, or each by its own connection. The column says which
-- without a look at another table, and follows the service by itself.

-- AlterTable
ALTER TABLE "mcp_servers" ADD COLUMN "sign_in" TEXT NOT NULL DEFAULT 'none';

CREATE FUNCTION note_sign_in_of_mcp_server() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE mcp_servers SET sign_in = 'oauth', updated_at = now() WHERE id = NEW.mcp_server_id;
  ELSE
    UPDATE mcp_servers SET sign_in = 'none', updated_at = now() WHERE id = OLD.mcp_server_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER oauth_services_of_mcp_servers_added AFTER INSERT ON oauth_services
  FOR EACH ROW WHEN (NEW.mcp_server_id IS NOT NULL) EXECUTE FUNCTION note_sign_in_of_mcp_server();
CREATE TRIGGER oauth_services_of_mcp_servers_removed AFTER DELETE ON oauth_services
  FOR EACH ROW WHEN (OLD.mcp_server_id IS NOT NULL) EXECUTE FUNCTION note_sign_in_of_mcp_server();
