import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { McpServerView } from '#lib/mcp/schema.ts'

/** What a person should know of a server first. */
export function ServerState({ server }: { server: McpServerView }) {
  const t = useTranslations('mcp')
  const { enabled, problem, checkedAt, tools } = server
  if (!enabled) return <Badge>{t('states.off')}</Badge>
  if (problem) return <Badge tone="danger">{t('states.problem')}</Badge>
  if (checkedAt === null) return <Badge tone="warning">{t('states.unchecked')}</Badge>
  if (tools.quarantined > 0) return <Badge tone="warning">{t('states.waiting', { count: tools.quarantined })}</Badge>
  return <Badge tone="success">{t('states.ready')}</Badge>
}
