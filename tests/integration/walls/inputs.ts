import { randomUUID } from 'node:crypto'
import { encodePageCursor } from '#lib/access/page.ts'
import type { Role } from '#lib/access/roles.ts'
import type { Place } from './world.ts'

type Input = Record<string, unknown>

interface Fixture {
  /** The least role that may: said here again, so that one that is lowered by mistake is noticed. */
  least: Role
  /** A valid input in that place, with every field that takes an id. */
  input: (place: Place) => Input
  /** Ids that a caller chooses freely, where it matters whether they are somebody else's. */
  taken?: (place: Place) => Input
  /** What a permitted call comes to in a test without worker and provider; left out: it succeeds. */
  control?: string
  /** It is about what one person has: a key has none of it. */
  isPersonal?: true
  /** The same for a private thread, by its creator; left out: as `control` says. */
  privateControl?: string
  /** It changes nothing, although no GET says so. */
  reads?: true
}

const nothing = () => ({})
/** A cursor is no permission: one that names a foreign row only says where the caller's own list goes on. */
const cursorOf = (id: string) => encodePageCursor({ at: new Date().toISOString(), id })
const openApiDocument = JSON.stringify({
  openapi: '3.1.0',
  servers: [{ url: 'https://api.example.com' }],
  paths: { '/a': { get: {} } },
})
const providerFields = { name: 'Mine', apiKey: null, saveAnyway: true }

const skillFiles = [
  { path: 'SKILL.md', encoding: 'utf8', content: '---\nname: a-new-one\ndescription: Something.\n---\nText.' },
]

/** One for each use case, by its id: a new use case without one fails the test of the walls. */
export const fixtures: Record<string, Fixture> = {
  'packages.assign': {
    least: 'admin',
    input: ({ installationId, agentId }) => ({ installationId, agentIds: [agentId] }),
  },
  // Whoever keeps the catalogue is an admin of the platform, which an owner of an organisation is not.
  'packages.curate': {
    least: 'admin',
    input: ({ packageId }) => ({ packageId, curated: true }),
    control: 'not_found',
  },
  'packages.get': { least: 'viewer', input: ({ packageId }) => ({ packageId }) },
  'packages.get-submission': {
    least: 'admin',
    input: ({ packageVersionId }) => ({ versionId: packageVersionId }),
    control: 'not_found',
  },
  'packages.install': {
    least: 'admin',
    input: ({ packageId, packageAddress, agentId }) => ({
      packageId,
      address: packageAddress,
      agentIds: [agentId],
      models: [{ providerId: 'demo', model: 'demo' }],
    }),
    taken: ({ providerId }) => ({ models: [{ providerId, model: 'm' }] }),
  },
  'packages.list': { least: 'viewer', input: nothing },
  'packages.list-installations': {
    least: 'viewer',
    input: ({ installedPackageId }) => ({ packageId: installedPackageId, cursor: cursorOf(installedPackageId) }),
  },
  'packages.list-submissions': { least: 'admin', input: nothing, control: 'not_allowed' },
  'packages.publish': {
    least: 'admin',
    input: ({ skillId, agentId }) => ({
      name: 'something-new',
      version: '1.0.0',
      license: 'MIT',
      title: 'New',
      description: 'New.',
      categories: ['other'],
      skillIds: [skillId],
      agentIds: [agentId],
      firstTask: { agentId, text: 'Begin.' },
    }),
    // The skill there waits for an admin's word.
    control: 'conflict',
  },
  'packages.review': {
    least: 'admin',
    input: ({ packageVersionId }) => ({ versionId: packageVersionId, approve: true }),
    control: 'not_found',
  },
  'packages.submit': { least: 'admin', input: ({ packageId }) => ({ packageId, version: '1.0.0' }) },
  'packages.uninstall': { least: 'admin', input: ({ installationId }) => ({ installationId }) },
  'packages.update': { least: 'admin', input: ({ installationId }) => ({ installationId }) },
  'packages.yank': {
    least: 'admin',
    input: ({ packageId }) => ({ packageId, version: '1.0.0', reason: 'It is wrong.' }),
  },
  'skills.approve': { least: 'admin', input: ({ skillId }) => ({ skillId, version: 1 }) },
  'skills.check': { least: 'member', input: () => ({ files: skillFiles }), reads: true },
  'skills.create': { least: 'member', input: ({ agentId }) => ({ agentId, files: skillFiles }) },
  'skills.delete': { least: 'member', input: ({ skillId }) => ({ skillId }) },
  'skills.get': { least: 'viewer', input: ({ skillId }) => ({ skillId }) },
  'skills.list': { least: 'viewer', input: ({ agentId }) => ({ agentId, cursor: cursorOf(agentId) }) },
  'skills.approve-tenant': { least: 'admin', input: ({ tenantSkillId }) => ({ skillId: tenantSkillId, version: 1 }) },
  'skills.create-tenant': { least: 'admin', input: () => ({ files: skillFiles }) },
  'skills.delete-tenant': { least: 'admin', input: ({ tenantSkillId }) => ({ skillId: tenantSkillId }) },
  'skills.get-tenant': { least: 'viewer', input: ({ tenantSkillId }) => ({ skillId: tenantSkillId }) },
  'skills.list-tenant': { least: 'viewer', input: ({ tenantSkillId }) => ({ cursor: cursorOf(tenantSkillId) }) },
  'skills.update-tenant': {
    least: 'admin',
    input: ({ tenantSkillId }) => ({ skillId: tenantSkillId, files: skillFiles }),
  },
  'skills.update': { least: 'member', input: ({ skillId }) => ({ skillId, files: skillFiles }) },
  'agents.create': {
    least: 'member',
    input: ({ agentId: _, providerId, imageId }) => ({
      templateId: 'coder',
      avatar: { kind: 'image', imageId },
      models: [{ providerId, model: 'm' }],
    }),
    // The place's provider is its agent's own.
    control: 'invalid_input',
  },
  'agents.delete': { least: 'admin', input: ({ agentId }) => ({ agentId }) },
  'agents.get': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'agents.archive': { least: 'admin', input: ({ agentId }) => ({ agentId }) },
  'agents.belongings': { least: 'admin', input: ({ agentId }) => ({ agentId }) },
  'agents.compare-versions': { least: 'viewer', input: ({ agentId }) => ({ agentId, number: 2, against: 1 }) },
  'agents.duplicate': { least: 'member', input: ({ agentId }) => ({ agentId }) },
  'agents.get-version': { least: 'viewer', input: ({ agentId }) => ({ agentId, number: 1 }) },
  'agents.list-versions': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'agents.pause': { least: 'member', input: ({ agentId }) => ({ agentId }) },
  'agents.read-image': { least: 'viewer', input: ({ imageId }) => ({ imageId }), reads: true },
  'agents.restore-version': { least: 'member', input: ({ agentId }) => ({ agentId, number: 1 }) },
  'agents.resume': { least: 'member', input: ({ heldAgentId }) => ({ agentId: heldAgentId }) },
  'agents.states': { least: 'viewer', input: ({ agentId }) => ({ agentIds: [agentId] }) },
  'agents.try': {
    least: 'member',
    input: ({ agentId, imageId, providerId }) => ({
      agentId,
      threadId: randomUUID(),
      avatar: { kind: 'image', imageId },
      models: [{ providerId, model: 'm' }],
    }),
    taken: ({ threadId }) => ({ threadId }),
  },
  'agents.unarchive': { least: 'admin', input: ({ heldAgentId }) => ({ agentId: heldAgentId }) },
  'agents.upload-image': { least: 'member', input: () => ({ base64: 'iVBORw0KGgoAAAANSUhEUg==' }) },
  'agents.list': { least: 'viewer', input: nothing },
  'agents.update': {
    least: 'member',
    input: ({ agentId, providerId, imageId }) => ({
      agentId,
      name: 'Renamed',
      avatar: { kind: 'image', imageId },
      models: [{ providerId, model: 'm' }],
    }),
  },
  'approvals.answer': { least: 'member', input: ({ approvalId }) => ({ approvalId, answer: 'refuse' }) },
  'approvals.approve-always': { least: 'admin', input: ({ approvalId }) => ({ approvalId }) },
  'approvals.get': { least: 'viewer', input: ({ approvalId }) => ({ approvalId }) },
  'approvals.list': {
    least: 'viewer',
    input: ({ waitingRunId, approvalId }) => ({ runId: waitingRunId, cursor: cursorOf(approvalId) }),
  },
  'tools.list': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'tool-policies.get': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'tool-policies.get-tenant': { least: 'viewer', input: nothing },
  'tool-policies.set-agent': { least: 'admin', input: ({ agentId }) => ({ agentId, rules: [] }) },
  'tool-policies.set-tenant': { least: 'admin', input: () => ({ rules: [] }) },
  'tool-policies.set-workspace': { least: 'admin', input: () => ({ rules: [] }) },
  'api-keys.create': { least: 'admin', input: ({ workspaceId }) => ({ name: 'Key', role: 'member', workspaceId }) },
  'api-keys.list': { least: 'admin', input: nothing },
  'api-keys.revoke': { least: 'admin', input: ({ apiKeyId }) => ({ apiKeyId }) },
  'files.cancel-upload': { least: 'member', input: ({ uploadId }) => ({ uploadId }), control: 'unavailable' },
  'files.delete': { least: 'member', input: () => ({ paths: ['/workspace/a'] }), control: 'unavailable' },
  'files.empty-trash': { least: 'member', input: ({ trashId }) => ({ ids: [trashId] }), control: 'unavailable' },
  'files.finish-upload': { least: 'member', input: ({ uploadId }) => ({ uploadId }), control: 'unavailable' },
  'files.get-upload': { least: 'member', input: ({ uploadId }) => ({ uploadId }), control: 'unavailable' },
  'files.list-trash': { least: 'viewer', input: nothing },
  'files.list-uploads': { least: 'member', input: nothing },
  'files.make-folder': { least: 'member', input: () => ({ path: '/workspace/a' }), control: 'unavailable' },
  'files.move': {
    least: 'member',
    input: () => ({ moves: [{ from: '/workspace/a', to: '/workspace/b' }] }),
    control: 'unavailable',
  },
  'files.restore': { least: 'member', input: ({ trashId }) => ({ ids: [trashId] }), control: 'unavailable' },
  'files.send-upload-part': {
    least: 'member',
    input: ({ uploadId }) => ({ uploadId, offset: 0, bytes: new Uint8Array(1) }),
    control: 'unavailable',
  },
  'files.start-upload': { least: 'member', input: () => ({ path: '/workspace/a', size: 1 }), control: 'unavailable' },
  'files.usage': { least: 'viewer', input: nothing, control: 'unavailable' },
  'files.zip': { least: 'viewer', input: () => ({ paths: ['/workspace/a'] }), control: 'unavailable' },
  'completions.start': {
    least: 'member',
    input: ({ agentId, threadId }) => ({ agentId, threadId, isNew: false, text: 'Hello', client: {} }),
    // A new thread under somebody else's id.
    taken: ({ threadId }) => ({ threadId, isNew: true }),
  },
  'files.list': { least: 'viewer', input: () => ({ path: '/workspace' }), control: 'unavailable' },
  'files.read': { least: 'viewer', input: () => ({ path: '/workspace/a' }), control: 'unavailable' },
  'files.stat': { least: 'viewer', input: () => ({ path: '/workspace/a' }), control: 'unavailable' },
  'files.write': {
    least: 'member',
    input: () => ({ path: '/workspace/a', bytes: new Uint8Array(1) }),
    control: 'unavailable',
  },
  'invitations.create': {
    least: 'admin',
    input: ({ workspaceId }) => ({ role: 'viewer', email: 'new@example.com', workspaceId }),
  },
  'invitations.list': { least: 'admin', input: nothing },
  'invitations.resend': { least: 'admin', input: ({ invitationId }) => ({ invitationId }) },
  'invitations.revoke': { least: 'admin', input: ({ invitationId }) => ({ invitationId }) },
  'members.list': { least: 'viewer', input: nothing },
  'members.remove': { least: 'admin', input: ({ memberId }) => ({ userId: memberId }) },
  'members.set-role': { least: 'admin', input: ({ memberId }) => ({ userId: memberId, role: 'viewer' }) },
  'notifications.count-unread': { least: 'viewer', input: nothing },
  'notifications.get-settings': { least: 'viewer', input: nothing },
  'notifications.list': { least: 'viewer', input: nothing },
  'notifications.mark': {
    least: 'viewer',
    input: ({ notificationId }) => ({ notificationId, read: true }),
    isPersonal: true,
  },
  'notifications.mark-all-read': { least: 'viewer', input: ({ threadId }) => ({ threadId }) },
  'notifications.update-settings': { least: 'viewer', input: () => ({ finished: false }) },
  'overview.get': { least: 'viewer', input: () => ({ timeZone: 'Europe/Berlin' }) },
  'providers.create': {
    least: 'admin',
    input: ({ agentId }) => ({
      ...providerFields,
      kind: 'openai_compatible',
      baseUrl: 'http://127.0.0.1:9/v1',
      agentId,
    }),
  },
  'providers.delete': { least: 'admin', input: ({ providerId }) => ({ providerId }) },
  'messages.edit': {
    least: 'member',
    input: ({ messageId }) => ({ messageId, text: 'Changed' }),
    // Its author is another member.
    control: 'not_allowed',
  },
  'messages.steer': { least: 'member', input: ({ messageId }) => ({ messageId }), control: 'conflict' },
  'messages.withdraw': { least: 'member', input: ({ messageId }) => ({ messageId }) },
  'providers.list': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'providers.list-models': { least: 'member', input: ({ providerId }) => ({ providerId }), control: 'unavailable' },
  'providers.update': {
    least: 'admin',
    input: ({ providerId }) => ({ providerId, name: 'Renamed', saveAnyway: true }),
  },
  'runs.answer-tools': {
    least: 'member',
    input: ({ failedRunId, toolCallId }) => ({ runId: failedRunId, results: [{ toolCallId, text: 'Done.' }] }),
    control: 'conflict',
  },
  'runs.cancel': { least: 'member', input: ({ queuedRunId }) => ({ runId: queuedRunId }) },
  'runs.continue': { least: 'member', input: ({ failedRunId }) => ({ runId: failedRunId }) },
  'runs.find-by-tool-call': {
    least: 'viewer',
    input: ({ agentId, toolCallId }) => ({ agentId, toolCallId }),
    reads: true,
  },
  'runs.get': { least: 'viewer', input: ({ failedRunId }) => ({ runId: failedRunId }) },
  'runs.retry': {
    least: 'member',
    input: ({ failedRunId }) => ({ runId: failedRunId, newRunId: randomUUID() }),
    taken: ({ queuedRunId }) => ({ newRunId: queuedRunId }),
  },
  'threads.archive': { least: 'member', input: ({ threadId }) => ({ threadId, archived: true }) },
  'network.list-connections': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'http-tools.create': {
    least: 'admin',
    input: () => ({ name: 'mine', description: 'Mine.', request: { method: 'GET', url: 'https://api.example.com/' } }),
  },
  'http-tools.delete': { least: 'admin', input: ({ httpToolId }) => ({ httpToolId }) },
  'http-tools.get': { least: 'viewer', input: ({ httpToolId }) => ({ httpToolId }) },
  'http-tools.import-openapi': {
    least: 'admin',
    input: () => ({ document: openApiDocument, operations: ['GET /a'] }),
  },
  'http-tools.list': { least: 'viewer', input: ({ httpToolId }) => ({ cursor: cursorOf(httpToolId) }) },
  'http-tools.read-openapi': { least: 'admin', input: () => ({ document: openApiDocument }), reads: true },
  'http-tools.try': {
    least: 'admin',
    // Nothing listens there, and it may not be asked.
    input: ({ httpToolId, agentId }) => ({ httpToolId, agentId }),
    control: 'unavailable',
  },
  'http-tools.update': { least: 'admin', input: ({ httpToolId }) => ({ httpToolId, description: 'Another.' }) },
  'mcp-servers.check': {
    least: 'admin',
    input: ({ mcpServerId, agentId }) => ({ serverId: mcpServerId, agentId }),
    control: 'unavailable',
  },
  'mcp-servers.create': {
    least: 'admin',
    input: () => ({ name: 'mine', transport: 'http', url: 'https://mcp.example.com/' }),
  },
  'mcp-servers.delete': { least: 'admin', input: ({ mcpServerId }) => ({ serverId: mcpServerId }) },
  'mcp-servers.get': { least: 'viewer', input: ({ mcpServerId }) => ({ serverId: mcpServerId }) },
  'mcp-servers.list': { least: 'viewer', input: nothing },
  'mcp-servers.list-tools': { least: 'viewer', input: ({ mcpServerId }) => ({ serverId: mcpServerId }) },
  'mcp-servers.review-tools': {
    least: 'admin',
    input: ({ mcpServerId, mcpToolId }) => ({
      serverId: mcpServerId,
      tools: [{ toolId: mcpToolId, hash: 'seen', enabled: true }],
    }),
  },
  'mcp-servers.update': {
    least: 'admin',
    input: ({ mcpServerId }) => ({ serverId: mcpServerId, args: ['another'] }),
  },
  'secrets.create': {
    least: 'admin',
    input: ({ agentId }) => ({ agentId, name: 'MINE', value: 'a value of this test', hosts: ['api.example.com'] }),
  },
  'secrets.delete': { least: 'admin', input: ({ secretId }) => ({ secretId }) },
  'secrets.list': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'secrets.update': {
    least: 'admin',
    input: ({ secretId }) => ({ secretId, value: 'another value of this test' }),
  },
  'sandboxes.get-options': { least: 'viewer', input: nothing, control: 'unavailable' },
  'sandboxes.get-setup': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'sandboxes.repeat-setup': { least: 'admin', input: ({ agentId }) => ({ agentId }), control: 'conflict' },
  'sandboxes.list': { least: 'viewer', input: ({ agentId }) => ({ agentId }), control: 'unavailable' },
  'sandboxes.open-terminal': {
    least: 'admin',
    input: ({ agentId, threadId }) => ({
      agentId,
      threadId,
      terminalId: randomUUID(),
      loginId: randomUUID(),
      size: { columns: 80, rows: 24 },
    }),
    control: 'unavailable',
  },
  'sandboxes.reset': {
    least: 'admin',
    input: ({ agentId, threadId }) => ({ agentId, threadId, home: true }),
    control: 'unavailable',
  },
  'sandboxes.restart': {
    least: 'member',
    input: ({ agentId, threadId }) => ({ agentId, threadId }),
    control: 'unavailable',
  },
  'sandboxes.send-to-terminal': {
    least: 'admin',
    input: ({ agentId }) => ({
      agentId,
      terminalId: randomUUID(),
      loginId: randomUUID(),
      size: { columns: 80, rows: 24 },
    }),
    control: 'unavailable',
  },
  'sandboxes.watch': {
    least: 'viewer',
    input: ({ agentId, threadId }) => ({ agentId, threadId }),
    control: 'unavailable',
  },
  'tenants.delete': { least: 'owner', input: ({ tenantId }) => ({ confirmName: `Tenant ${tenantId}` }) },
  'tenants.get': { least: 'viewer', input: nothing },
  'tenants.leave': { least: 'viewer', input: nothing },
  'tenants.transfer': { least: 'owner', input: ({ memberId }) => ({ userId: memberId }) },
  'tenants.update': { least: 'admin', input: () => ({ name: 'Renamed' }) },
  'runs.stop-tool-call': {
    least: 'member',
    input: ({ failedRunId, toolCallId }) => ({ runId: failedRunId, toolCallId }),
    // Nothing runs there.
    control: 'conflict',
  },
  'threads.create': {
    least: 'member',
    input: ({ agentId }) => ({ agentId, threadId: randomUUID() }),
    taken: ({ threadId }) => ({ threadId }),
  },
  'threads.delete': { least: 'member', input: ({ threadId }) => ({ threadId }) },
  'threads.get-shared': { least: 'viewer', input: ({ threadId }) => ({ threadId }), isPersonal: true },
  'threads.get': { least: 'viewer', input: ({ threadId }) => ({ threadId }) },
  'threads.list': { least: 'viewer', input: ({ agentId, threadId }) => ({ agentId, cursor: cursorOf(threadId) }) },
  'threads.list-shared': { least: 'viewer', input: nothing },
  'threads.list-shares': { least: 'viewer', input: ({ threadId }) => ({ threadId }) },
  'threads.list-turns': { least: 'viewer', input: ({ threadId }) => ({ threadId }) },
  // The place's thread is open already; its private one can be opened.
  'threads.open': {
    least: 'member',
    input: ({ threadId }) => ({ threadId }),
    control: 'conflict',
    privateControl: 'ok',
  },
  'threads.pin': { least: 'viewer', input: ({ threadId }) => ({ threadId, pinned: true }) },
  'threads.post-message': {
    least: 'member',
    input: ({ threadId, messageId, failedRunId }) => ({
      threadId,
      text: 'Hello',
      messageId: randomUUID(),
      runId: randomUUID(),
      afterRunId: failedRunId,
      insteadOfId: messageId,
    }),
    taken: ({ messageId, queuedRunId }) => ({ messageId, runId: queuedRunId }),
  },
  'threads.rename': { least: 'member', input: ({ threadId }) => ({ threadId, title: 'Renamed' }) },
  // Nothing is deleted there.
  'threads.restore': { least: 'member', input: ({ threadId }) => ({ threadId }), control: 'not_found' },
  'threads.search': { least: 'viewer', input: ({ agentId, marker }) => ({ agentId, q: marker }) },
  'threads.share': { least: 'member', input: ({ threadId, colleagueId }) => ({ threadId, userId: colleagueId }) },
  'threads.shared-transcript': { least: 'viewer', input: ({ threadId }) => ({ threadId }), isPersonal: true },
  'threads.unshare': { least: 'member', input: ({ threadId, memberId }) => ({ threadId, userId: memberId }) },
  'threads.transcript': { least: 'viewer', input: ({ threadId, messageId }) => ({ threadId, at: messageId }) },
  'workspaces.add-member': { least: 'admin', input: ({ colleagueId }) => ({ userId: colleagueId }) },
  'workspaces.archive': { least: 'admin', input: ({ workspaceId }) => ({ workspaceId }) },
  'workspaces.create': { least: 'admin', input: () => ({ name: 'New' }) },
  'workspaces.delete': {
    least: 'admin',
    input: ({ workspaceId, marker }) => ({ workspaceId, confirmName: `Room ${marker}` }),
  },
  'workspaces.get': { least: 'viewer', input: nothing },
  'workspaces.list': { least: 'viewer', input: nothing },
  'workspaces.list-members': { least: 'viewer', input: nothing },
  'workspaces.remove-member': { least: 'admin', input: ({ memberId }) => ({ userId: memberId }) },
  'workspaces.restore': { least: 'admin', input: ({ workspaceId }) => ({ workspaceId }), control: 'conflict' },
  'workspaces.update': { least: 'admin', input: () => ({ name: 'Renamed' }) },
}
