import type { AgentAvatar } from '#lib/agents/schema.ts'

/** What an agent is known by instead of its initials: an emoji, or the address of its picture. */
export function faceOf(workspaceId: string, avatar: AgentAvatar | null): string | undefined {
  if (avatar === null) return undefined
  return avatar.kind === 'emoji' ? avatar.emoji : `/api/v1/workspaces/${workspaceId}/agent-images/${avatar.imageId}`
}
