import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { cn } from '#components/ui/class-names.ts'
import { Input } from '#components/ui/input.tsx'
import { AGENT_STATES, type AgentState } from '#lib/agents/schema.ts'

interface AgentFiltersProps {
  path: string
  search: string
  state: AgentState | undefined
}

/** What the grid shows; a form and links, which need nothing but the address. */
export function AgentFilters({ path, search, state }: AgentFiltersProps) {
  const t = useTranslations('agents')
  const addressOf = (wanted: AgentState | undefined) => {
    const query = new URLSearchParams({ ...(search && { q: search }), ...(wanted && { state: wanted }) })
    return query.size > 0 ? `${path}?${query}` : path
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <form action={path} className="min-w-48 flex-1">
        <Input name="q" type="search" defaultValue={search} aria-label={t('search')} placeholder={t('search')} />
        {state && <input type="hidden" name="state" value={state} />}
      </form>
      <nav aria-label={t('stateFilter')} className="flex flex-wrap gap-1">
        {[undefined, ...AGENT_STATES].map((wanted) => (
          <Link
            key={wanted ?? 'all'}
            href={addressOf(wanted)}
            aria-current={wanted === state ? 'true' : undefined}
            className={cn(
              'rounded-md px-2 py-1 text-muted-foreground text-sm hover:bg-hover',
              wanted === state && 'bg-hover font-medium text-foreground',
            )}
          >
            {wanted ? t(`states.${wanted}`) : t('allStates')}
          </Link>
        ))}
      </nav>
    </div>
  )
}
