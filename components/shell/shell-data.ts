/** What the frame around every page shows. */
export interface ShellData {
  user: {
    id: string
    name: string
    email: string
    /** Of what agents ask. */
    mayAnswer: boolean
    mayWriteRules: boolean
  }
  workspace: { id: string; name: string; tenantId: string; tenantName: string }
  workspaces: { id: string; name: string; tenantName: string }[]
  agents: { id: string; name: string; color: string; face?: string }[]
  threads: ShellThread[]
  /** Of the workspace's topic, from before the lists were loaded. */
  cursor: string
}

export interface ShellThread {
  id: string
  title: string
  agentId: string
  /** A run of it is queued or at work. */
  live: boolean
}

export type WorkspacePaths = ReturnType<typeof workspacePaths>

/** Addresses of a workspace's pages. */
export function workspacePaths(workspaceId: string) {
  const root = `/w/${workspaceId}`
  return {
    home: root,
    newThread: (agentId?: string) => (agentId ? `${root}?agent=${agentId}` : root),
    threads: `${root}/threads`,
    approvals: `${root}/approvals`,
    thread: (threadId: string) => `${root}/threads/${threadId}`,
    run: (runId: string) => `${root}/runs/${runId}`,
    team: `${root}/team`,
    teamRules: `${root}/team/rules`,
    files: `${root}/files`,
    file: (path: string, isFolder: boolean) =>
      `${root}/files?${new URLSearchParams({ [isFolder ? 'folder' : 'file']: path })}`,
    skills: `${root}/skills`,
    skill: (skillId: string) => `${root}/skills/${skillId}`,
    memory: `${root}/memory`,
    marketplace: `${root}/marketplace`,
    package: (packageId: string) => `${root}/marketplace/${packageId}`,
    publishPackage: `${root}/marketplace/publish`,
    packageReviews: `${root}/marketplace/reviews`,
    packageReview: (versionId: string) => `${root}/marketplace/reviews/${versionId}`,
    agents: `${root}/agents`,
    newAgent: `${root}/agents/new`,
    agent: (agentId: string) => `${root}/agents/${agentId}`,
    versions: (agentId: string) => `${root}/agents/${agentId}/versions`,
    container: (agentId: string) => `${root}/agents/${agentId}/container`,
    settings: `${root}/settings`,
    providers: `${root}/settings/models`,
    secrets: `${root}/settings/secrets`,
    connections: `${root}/settings/connections`,
    apiKeys: `${root}/settings/api-keys`,
    members: `${root}/settings/members`,
    organisation: `${root}/settings/organisation`,
    budgets: `${root}/settings/budgets`,
    tools: `${root}/settings/tools`,
    httpTools: `${root}/settings/http-tools`,
    mcp: `${root}/settings/mcp`,
    mcpServer: (serverId: string) => `${root}/settings/mcp/${serverId}`,
    roles: `${root}/settings/roles`,
    account: `${root}/settings/account`,
  }
}
