import type { UseCase } from '#lib/access/define-use-case.ts'
import { compareVersions } from '#lib/agents/compare-versions.ts'
import { createAgent } from '#lib/agents/create-agent.ts'
import { deleteAgent } from '#lib/agents/delete-agent.ts'
import { duplicateAgent } from '#lib/agents/duplicate-agent.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { getVersion } from '#lib/agents/get-version.ts'
import { archiveAgent, pauseAgent, resumeAgent, unarchiveAgent } from '#lib/agents/hold-agent.ts'
import { listAgentStates } from '#lib/agents/list-agent-states.ts'
import { listAgents } from '#lib/agents/list-agents.ts'
import { listBelongings } from '#lib/agents/list-belongings.ts'
import { listVersions } from '#lib/agents/list-versions.ts'
import { readImage } from '#lib/agents/read-image.ts'
import { restoreVersion } from '#lib/agents/restore-version.ts'
import { updateAgent } from '#lib/agents/update-agent.ts'
import { uploadImage } from '#lib/agents/upload-image.ts'
import { answerApproval } from '#lib/approvals/answer-approval.ts'
import { approveAlways } from '#lib/approvals/approve-always.ts'
import { getApproval, listApprovals } from '#lib/approvals/list-approvals.ts'
import { getBudgets, getTenantBudgets } from '#lib/budgets/get-budgets.ts'
import { listModelPrices, removeModelPrice, setModelPrice } from '#lib/budgets/prices.ts'
import { setAgentBudget, setTenantBudget, setWorkspaceBudget } from '#lib/budgets/set-budgets.ts'
import { prepareConsent } from '#lib/connections/begin-connection.ts'
import { createService } from '#lib/connections/create-service.ts'
import { deleteService } from '#lib/connections/delete-service.ts'
import { disconnect } from '#lib/connections/disconnect.ts'
import { acceptConsent } from '#lib/connections/finish-connection.ts'
import { listAgentConnections } from '#lib/connections/list-connections.ts'
import { listServices } from '#lib/connections/list-services.ts'
import { startConnection } from '#lib/connections/start-connection.ts'
import { updateService } from '#lib/connections/update-service.ts'
import { getSandboxOptions } from '#lib/containers/get-sandbox-options.ts'
import { getSetup } from '#lib/containers/get-setup.ts'
import { listSandboxes } from '#lib/containers/list-sandboxes.ts'
import { openTerminal } from '#lib/containers/open-terminal.ts'
import { repeatSetup } from '#lib/containers/repeat-setup.ts'
import { resetSandbox } from '#lib/containers/reset-sandbox.ts'
import { restartSandbox } from '#lib/containers/restart-sandbox.ts'
import { sendToTerminal } from '#lib/containers/send-to-terminal.ts'
import { watchSandbox } from '#lib/containers/watch-sandbox.ts'
import { listConnections } from '#lib/egress/list-connections.ts'
import { addHttpTool } from '#lib/http-tools/create-tool.ts'
import { removeHttpTool } from '#lib/http-tools/delete-tool.ts'
import { getHttpTool, listHttpTools } from '#lib/http-tools/list-tools.ts'
import { importOpenApi, readOpenApi } from '#lib/http-tools/openapi/import-operations.ts'
import { tryHttpTool } from '#lib/http-tools/try-tool.ts'
import { updateHttpTool } from '#lib/http-tools/update-tool.ts'
import { getTeamSettings, getTenantTeamSettings } from '#lib/mail/get-settings.ts'
import { listSafetyDecisions, listTeamMessages } from '#lib/mail/list-feed.ts'
import { setAgentTeamSettings, setTeamSettings, setTenantTeamSettings } from '#lib/mail/set-settings.ts'
import { checkMcpServer } from '#lib/mcp/check-server.ts'
import { addMcpServer } from '#lib/mcp/create-server.ts'
import { deleteMcpServer } from '#lib/mcp/delete-server.ts'
import { getMcpServer, listMcpServers, listMcpTools } from '#lib/mcp/list-servers.ts'
import { reviewMcpTools } from '#lib/mcp/review-tools.ts'
import { setUpSignIn } from '#lib/mcp/set-up-sign-in.ts'
import { updateMcpServer } from '#lib/mcp/update-server.ts'
import { addMemory } from '#lib/memory/add-memory.ts'
import { getMemorySettings, updateMemorySettings } from '#lib/memory/change-settings.ts'
import { exportMemory } from '#lib/memory/export-memory.ts'
import { forgetMemoryEntry, restoreMemoryEntry } from '#lib/memory/forget-memory.ts'
import { getMemory, listMemories } from '#lib/memory/list-memories.ts'
import { listRecalls } from '#lib/memory/list-recalls.ts'
import { searchMemory } from '#lib/memory/search-memory.ts'
import { updateMemory } from '#lib/memory/update-memory.ts'
import { countUnreadNotifications } from '#lib/notifications/count-unread.ts'
import { getNotificationSettings } from '#lib/notifications/get-settings.ts'
import { listNotifications } from '#lib/notifications/list-notifications.ts'
import { markAllNotificationsRead } from '#lib/notifications/mark-all-read.ts'
import { markNotification } from '#lib/notifications/mark-notification.ts'
import { updateNotificationSettings } from '#lib/notifications/update-settings.ts'
import { getOverview } from '#lib/overview/get-overview.ts'
import { submitPackage, yankPackage } from '#lib/packages/change-version.ts'
import { getPackage } from '#lib/packages/get-package.ts'
import { assignInstallation } from '#lib/packages/installations/assign-installation.ts'
import { installPackage } from '#lib/packages/installations/install-package.ts'
import { listInstallations } from '#lib/packages/installations/list-installations.ts'
import { uninstallPackage } from '#lib/packages/installations/uninstall-package.ts'
import { updateInstallation } from '#lib/packages/installations/update-installation.ts'
import { listPackages } from '#lib/packages/list-packages.ts'
import { publishPackage } from '#lib/packages/publish-package.ts'
import { curatePackage, getSubmission, listSubmissions, reviewPackage } from '#lib/packages/review-package.ts'
import { createProvider } from '#lib/providers/create-provider.ts'
import { deleteProvider } from '#lib/providers/delete-provider.ts'
import { listProviderModels } from '#lib/providers/list-provider-models.ts'
import { listProviders } from '#lib/providers/list-providers.ts'
import { updateProvider } from '#lib/providers/update-provider.ts'
import { answerTools } from '#lib/runs/answer-tools.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { continueRun } from '#lib/runs/continue-run.ts'
import { editMessage } from '#lib/runs/edit-message.ts'
import { findRunOfTool } from '#lib/runs/find-run-of-tool.ts'
import { getRun } from '#lib/runs/get-run.ts'
import { getSharedTranscript } from '#lib/runs/get-shared-transcript.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { listTurns } from '#lib/runs/list-turns.ts'
import { postMessage } from '#lib/runs/post-message.ts'
import { retryRun } from '#lib/runs/retry-run.ts'
import { startCompletion } from '#lib/runs/start-completion.ts'
import { steerMessage } from '#lib/runs/steer-message.ts'
import { stopToolCall } from '#lib/runs/stop-tool-call.ts'
import { withdrawMessage } from '#lib/runs/withdraw-message.ts'
import { createSecret } from '#lib/secrets/create-secret.ts'
import { deleteSecret } from '#lib/secrets/delete-secret.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { changeSecret } from '#lib/secrets/update-secret.ts'
import { approveSkill, approveTenantSkill } from '#lib/skills/approve-skill.ts'
import { checkSkill } from '#lib/skills/check-skill.ts'
import { createSkill, createTenantSkill } from '#lib/skills/create-skill.ts'
import { deleteSkill, deleteTenantSkill } from '#lib/skills/delete-skill.ts'
import { getSkill, getTenantSkill } from '#lib/skills/get-skill.ts'
import { listSkills, listTenantSkills } from '#lib/skills/list-skills.ts'
import { updateSkill, updateTenantSkill } from '#lib/skills/update-skill.ts'
import { getStops } from '#lib/stops/get-stops.ts'
import {
  resumeStoppedAgent,
  resumeTenant,
  resumeWorkspace,
  stopAgent,
  stopTenant,
  stopWorkspace,
} from '#lib/stops/stop.ts'
import { createApiKey } from '#lib/tenants/api-keys/create-api-key.ts'
import { listApiKeys } from '#lib/tenants/api-keys/list-api-keys.ts'
import { revokeApiKey } from '#lib/tenants/api-keys/revoke-api-key.ts'
import { createInvitation } from '#lib/tenants/invitations/create-invitation.ts'
import { listInvitations } from '#lib/tenants/invitations/list-invitations.ts'
import { resendInvitation } from '#lib/tenants/invitations/resend-invitation.ts'
import { revokeInvitation } from '#lib/tenants/invitations/revoke-invitation.ts'
import { leaveTenant } from '#lib/tenants/members/leave-tenant.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { removeMember } from '#lib/tenants/members/remove-member.ts'
import { setMemberRole } from '#lib/tenants/members/set-member-role.ts'
import { transferOwnership } from '#lib/tenants/members/transfer-ownership.ts'
import { deleteTenant } from '#lib/tenants/organisation/delete-tenant.ts'
import { getTenant } from '#lib/tenants/organisation/get-tenant.ts'
import { updateTenant } from '#lib/tenants/organisation/update-tenant.ts'
import { archiveThread } from '#lib/threads/archive-thread.ts'
import { createThread } from '#lib/threads/create-thread.ts'
import { deleteThread } from '#lib/threads/delete-thread.ts'
import { getSharedThread } from '#lib/threads/get-shared-thread.ts'
import { getThread } from '#lib/threads/get-thread.ts'
import { listSharedThreads } from '#lib/threads/list-shared-threads.ts'
import { listShares } from '#lib/threads/list-shares.ts'
import { listThreads } from '#lib/threads/list-threads.ts'
import { openThread } from '#lib/threads/open-thread.ts'
import { pinThread } from '#lib/threads/pin-thread.ts'
import { renameThread } from '#lib/threads/rename-thread.ts'
import { restoreThread } from '#lib/threads/restore-thread.ts'
import { searchThreads } from '#lib/threads/search-threads.ts'
import { shareThread } from '#lib/threads/share-thread.ts'
import { tryAgent } from '#lib/threads/try-agent.ts'
import { unshareThread } from '#lib/threads/unshare-thread.ts'
import { getToolPolicy } from '#lib/toolbox/get-policy.ts'
import { getTenantToolPolicy } from '#lib/toolbox/get-tenant-policy.ts'
import { listTools } from '#lib/toolbox/list-tools.ts'
import { setAgentToolPolicy, setTenantToolPolicy, setWorkspaceToolPolicy } from '#lib/toolbox/set-policies.ts'
import { exportTrace } from '#lib/traces/export-trace.ts'
import { forkRun } from '#lib/traces/fork-run.ts'
import { getTraceStep } from '#lib/traces/get-step.ts'
import { getTrace } from '#lib/traces/get-trace.ts'
import { getWhy } from '#lib/traces/get-why.ts'
import { addWorkspaceMember } from '#lib/workspaces/add-workspace-member.ts'
import { archiveWorkspace } from '#lib/workspaces/archive-workspace.ts'
import { createWorkspace } from '#lib/workspaces/create-workspace.ts'
import { deleteWorkspace } from '#lib/workspaces/delete-workspace.ts'
import { cancelUpload } from '#lib/workspaces/files/cancel-upload.ts'
import { deleteFiles } from '#lib/workspaces/files/delete-files.ts'
import { emptyTrash } from '#lib/workspaces/files/empty-trash.ts'
import { finishUpload } from '#lib/workspaces/files/finish-upload.ts'
import { getUpload } from '#lib/workspaces/files/get-upload.ts'
import { listTrash } from '#lib/workspaces/files/list-trash.ts'
import { listUploads } from '#lib/workspaces/files/list-uploads.ts'
import { makeFolder } from '#lib/workspaces/files/make-folder.ts'
import { moveFiles } from '#lib/workspaces/files/move-files.ts'
import { readFileUsage } from '#lib/workspaces/files/read-usage.ts'
import { restoreFiles } from '#lib/workspaces/files/restore-files.ts'
import { sendUploadPart } from '#lib/workspaces/files/send-upload-part.ts'
import { startUpload } from '#lib/workspaces/files/start-upload.ts'
import { zipFiles } from '#lib/workspaces/files/zip-files.ts'
import { getWorkspace } from '#lib/workspaces/get-workspace.ts'
import { listFiles } from '#lib/workspaces/list-files.ts'
import { listWorkspaceMembers } from '#lib/workspaces/list-workspace-members.ts'
import { listWorkspaces } from '#lib/workspaces/list-workspaces.ts'
import { readFile } from '#lib/workspaces/read-file.ts'
import { removeWorkspaceMember } from '#lib/workspaces/remove-workspace-member.ts'
import { restoreWorkspace } from '#lib/workspaces/restore-workspace.ts'
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
  answerApproval,
  approveAlways,
  getApproval,
  listApprovals,
  getBudgets,
  getTenantBudgets,
  listModelPrices,
  removeModelPrice,
  setAgentBudget,
  setModelPrice,
  setTenantBudget,
  setWorkspaceBudget,
  getStops,
  resumeStoppedAgent,
  resumeTenant,
  resumeWorkspace,
  stopAgent,
  stopTenant,
  stopWorkspace,
  getTeamSettings,
  getTenantTeamSettings,
  setTeamSettings,
  setTenantTeamSettings,
  setAgentTeamSettings,
  listTeamMessages,
  listSafetyDecisions,
  getToolPolicy,
  getTenantToolPolicy,
  listTools,
  setAgentToolPolicy,
  setTenantToolPolicy,
  setWorkspaceToolPolicy,
  countUnreadNotifications,
  getNotificationSettings,
  listNotifications,
  markAllNotificationsRead,
  markNotification,
  updateNotificationSettings,
  getSandboxOptions,
  listConnections,
  createService,
  updateService,
  deleteService,
  listServices,
  listAgentConnections,
  startConnection,
  prepareConsent,
  acceptConsent,
  disconnect,
  addHttpTool,
  getHttpTool,
  importOpenApi,
  listHttpTools,
  readOpenApi,
  removeHttpTool,
  tryHttpTool,
  updateHttpTool,
  addMcpServer,
  checkMcpServer,
  deleteMcpServer,
  getMcpServer,
  listMcpServers,
  listMcpTools,
  reviewMcpTools,
  updateMcpServer,
  addMemory,
  exportMemory,
  forgetMemoryEntry,
  getMemory,
  getMemorySettings,
  listMemories,
  listRecalls,
  restoreMemoryEntry,
  searchMemory,
  updateMemory,
  updateMemorySettings,
  setUpSignIn,
  createSecret,
  changeSecret,
  deleteSecret,
  listSecrets,
  listSandboxes,
  openTerminal,
  getSetup,
  repeatSetup,
  resetSandbox,
  restartSandbox,
  sendToTerminal,
  watchSandbox,
  getOverview,
  readImage,
  uploadImage,
  tryAgent,
  archiveAgent,
  compareVersions,
  duplicateAgent,
  getVersion,
  listAgentStates,
  listBelongings,
  listVersions,
  pauseAgent,
  restoreVersion,
  resumeAgent,
  unarchiveAgent,
  createProvider,
  deleteProvider,
  listProviderModels,
  listProviders,
  updateProvider,
  answerTools,
  cancelRun,
  continueRun,
  findRunOfTool,
  getRun,
  getTrace,
  getTraceStep,
  exportTrace,
  forkRun,
  getWhy,
  getTranscript,
  listTurns,
  postMessage,
  editMessage,
  steerMessage,
  withdrawMessage,
  retryRun,
  assignInstallation,
  curatePackage,
  getPackage,
  getSubmission,
  installPackage,
  listInstallations,
  listPackages,
  listSubmissions,
  publishPackage,
  reviewPackage,
  submitPackage,
  uninstallPackage,
  updateInstallation,
  yankPackage,
  startCompletion,
  stopToolCall,
  approveSkill,
  createSkill,
  deleteSkill,
  getSkill,
  listSkills,
  updateSkill,
  approveTenantSkill,
  checkSkill,
  createTenantSkill,
  deleteTenantSkill,
  getTenantSkill,
  listTenantSkills,
  updateTenantSkill,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  listMembers,
  removeMember,
  setMemberRole,
  createInvitation,
  listInvitations,
  resendInvitation,
  revokeInvitation,
  getTenant,
  updateTenant,
  deleteTenant,
  leaveTenant,
  transferOwnership,
  archiveWorkspace,
  restoreWorkspace,
  deleteWorkspace,
  createThread,
  getThread,
  listThreads,
  archiveThread,
  deleteThread,
  getSharedThread,
  listSharedThreads,
  listShares,
  openThread,
  pinThread,
  restoreThread,
  searchThreads,
  shareThread,
  unshareThread,
  getSharedTranscript,
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
  cancelUpload,
  deleteFiles,
  emptyTrash,
  finishUpload,
  getUpload,
  listTrash,
  listUploads,
  makeFolder,
  moveFiles,
  readFileUsage,
  restoreFiles,
  sendUploadPart,
  startUpload,
  zipFiles,
]
