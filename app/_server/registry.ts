import type { UseCase } from '#lib/access/define-use-case.ts'
import { createAgent } from '#lib/agents/create-agent.ts'
import { deleteAgent } from '#lib/agents/delete-agent.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import { deleteProvider } from '#lib/providers/delete-provider.ts'
import { listProviderModels } from '#lib/providers/list-provider-models.ts'
import { listProviders } from '#lib/providers/list-providers.ts'
import { updateProvider } from '#lib/providers/update-provider.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { continueRun } from '#lib/runs/continue-run.ts'
import { getRun } from '#lib/runs/get-run.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { postMessage } from '#lib/runs/post-message.ts'
import { retryRun } from '#lib/runs/retry-run.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { listApiKeys } from '#lib/tenants/api-keys/list-api-keys.ts'
import { revokeApiKey } from '#lib/tenants/api-keys/revoke-api-key.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { removeMember } from '#lib/tenants/members/remove-member.ts'
import { setMemberRole } from '#lib/tenants/members/set-member-role.ts'
import { createThread } from '#lib/threads/create-thread.ts'
import { getThread } from '#lib/threads/get-thread.ts'
import { listThreads } from '#lib/threads/list-threads.ts'
import { renameThread } from '#lib/threads/rename-thread.ts'
import { addWorkspaceMember } from '#lib/workspaces/add-workspace-member.ts'
import { createWorkspace } from '#lib/workspaces/create-workspace.ts'
import { getWorkspace } from '#lib/workspaces/get-workspace.ts'
import { listFiles } from '#lib/workspaces/list-files.ts'
import { listWorkspaceMembers } from '#lib/workspaces/list-workspace-members.ts'
import { listWorkspaces } from '#lib/workspaces/list-workspaces.ts'
import { readFile } from '#lib/workspaces/read-file.ts'
import { removeWorkspaceMember } from '#lib/workspaces/remove-workspace-member.ts'
import { statFile } from '#lib/workspaces/stat-file.ts'
import { updateWorkspace } from '#lib/workspaces/update-workspace.ts'
import { writeFile } from '#lib/workspaces/write-file.ts'

/** Every use case of the platform: what the public API offers, and what the tests of the walls run through. */
export const useCases: readonly UseCase[] = [
  createAgent,
  deleteAgent,
  getAgent,
  listAgents,
  updateAgent,
  createProvider,
  deleteProvider,
  listProviderModels,
  listProviders,
  updateProvider,
  cancelRun,
  continueRun,
  getRun,
  getTranscript,
  postMessage,
  retryRun,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  listMembers,
  removeMember,
  setMemberRole,
  createThread,
  getThread,
  listThreads,
  renameThread,
  addWorkspaceMember,
  createWorkspace,
  getWorkspace,
  listFiles,
  listWorkspaceMembers,
  listWorkspaces,
  readFile,
  removeWorkspaceMember,
  statFile,
  updateWorkspace,
  writeFile,
]
