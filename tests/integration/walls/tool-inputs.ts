import { cursorOf, type Fixture, nothing } from './fixture.ts'

const openApiDocument = JSON.stringify({
  openapi: '3.1.0',
  servers: [{ url: 'https://api.example.com' }],
  paths: { '/a': { get: {} } },
})
const skillFiles = [
  { path: 'SKILL.md', encoding: 'utf8', content: '---\nname: a-new-one\ndescription: Something.\n---\nText.' },
]

/** Those of tools, and of what brings, guards or packs them. */
export const toolFixtures: Record<string, Fixture> = {
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
    input: ({ skillId, agentId, httpToolId, mcpServerId }) => ({
      name: 'something-new',
      version: '1.0.0',
      license: 'MIT',
      title: 'New',
      description: 'New.',
      categories: ['other'],
      skillIds: [skillId],
      agentIds: [agentId],
      httpToolIds: [httpToolId],
      mcpServerIds: [mcpServerId],
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
  'approvals.answer': { least: 'member', input: ({ approvalId }) => ({ approvalId, answer: 'refuse' }) },
  'approvals.approve-always': { least: 'admin', input: ({ approvalId }) => ({ approvalId }) },
  'approvals.get': { least: 'viewer', input: ({ approvalId }) => ({ approvalId }) },
  'approvals.list': {
    least: 'viewer',
    input: ({ waitingRunId, approvalId }) => ({ runId: waitingRunId, cursor: cursorOf(approvalId) }),
  },
  'team.get-settings': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'team.get-tenant-settings': { least: 'viewer', input: nothing },
  'team.list-decisions': {
    least: 'viewer',
    input: ({ agentId, waitingRunId }) => ({ agentId, runId: waitingRunId, rootRunId: waitingRunId }),
  },
  'team.list-messages': {
    least: 'viewer',
    input: ({ agentId, waitingRunId }) => ({ agentId, rootRunId: waitingRunId }),
  },
  'team.set-agent-settings': { least: 'admin', input: ({ agentId }) => ({ agentId, limits: {} }) },
  'team.set-settings': {
    least: 'admin',
    input: ({ agentId }) => ({ talk: { mode: 'coordinator', coordinatorId: agentId }, limits: {} }),
  },
  'team.set-tenant-settings': { least: 'admin', input: () => ({ limits: {} }) },
  'tools.list': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'tool-policies.get': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'tool-policies.get-tenant': { least: 'viewer', input: nothing },
  'tool-policies.set-agent': { least: 'admin', input: ({ agentId }) => ({ agentId, rules: [] }) },
  'tool-policies.set-tenant': { least: 'admin', input: () => ({ rules: [] }) },
  'tool-policies.set-workspace': { least: 'admin', input: () => ({ rules: [] }) },
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
  'memory.add': { least: 'member', input: ({ agentId }) => ({ text: 'Something.', agentId }) },
  'memory.export': { least: 'viewer', input: ({ memoryId }) => ({ cursor: cursorOf(memoryId) }) },
  'memory.forget': { least: 'member', input: ({ memoryId }) => ({ memoryId, erase: true }) },
  'memory.get': { least: 'viewer', input: ({ memoryId }) => ({ memoryId }) },
  'memory.get-settings': { least: 'viewer', input: nothing },
  'memory.list': { least: 'viewer', input: ({ memoryId, agentId }) => ({ cursor: cursorOf(memoryId), agentId }) },
  'memory.list-recalls': { least: 'viewer', input: ({ failedRunId }) => ({ runId: failedRunId }) },
  'memory.restore': { least: 'member', input: ({ memoryId }) => ({ memoryId }) },
  'memory.search': { least: 'viewer', input: ({ marker, agentId }) => ({ q: marker, agentId }), reads: true },
  'memory.update': { least: 'member', input: ({ memoryId, agentId }) => ({ memoryId, agentId, text: 'Another.' }) },
  'memory.update-settings': {
    least: 'admin',
    input: () => ({ rememberConversations: true, retentionDays: 30, embedder: { kind: 'lexical' } }),
    taken: ({ providerId }) => ({ embedder: { kind: 'provider', providerId, model: 'm' } }),
  },
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
  'mcp-servers.set-up-sign-in': {
    least: 'admin',
    input: ({ mcpServerId }) => ({ serverId: mcpServerId }),
    // A program has nobody to sign in at.
    control: 'conflict',
  },
  'mcp-servers.update': {
    least: 'admin',
    input: ({ mcpServerId }) => ({ serverId: mcpServerId, args: ['another'] }),
  },
  'connections.accept-consent': {
    least: 'admin',
    input: ({ agentId, serviceId }) => ({ agentId, serviceId, search: '?code=a&state=s', state: 's', verifier: 'v' }),
    // Nobody gives tokens there.
    control: 'unavailable',
  },
  'connections.disconnect': { least: 'admin', input: ({ connectionId }) => ({ connectionId }) },
  'connections.list': {
    least: 'viewer',
    input: ({ agentId, serviceId, connectionId }) => ({ agentId, serviceId, cursor: cursorOf(connectionId) }),
  },
  'connections.prepare-consent': {
    least: 'admin',
    input: ({ agentId, serviceId }) => ({ agentId, serviceId }),
    // It leads into this machine's own network.
    control: 'not_allowed',
    reads: true,
  },
  'connections.start': { least: 'admin', input: ({ agentId, serviceId }) => ({ agentId, serviceId }), reads: true },
  'oauth-services.create': {
    least: 'admin',
    input: () => ({
      name: 'Mine',
      authorizationUrl: 'https://id.example.com/authorize',
      tokenUrl: 'https://id.example.com/token',
      clientId: 'me',
      clientAuth: 'none',
    }),
  },
  'oauth-services.delete': { least: 'admin', input: ({ serviceId }) => ({ serviceId }) },
  'oauth-services.list': { least: 'viewer', input: ({ serviceId }) => ({ cursor: cursorOf(serviceId) }) },
  'oauth-services.update': { least: 'admin', input: ({ serviceId }) => ({ serviceId, scopes: ['another'] }) },
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
}
