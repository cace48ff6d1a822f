'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useShortcuts } from '#components/shell/use-shortcuts.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { ListFilter } from './thread-filter.ts'
import type { ListAgent } from './thread-row.tsx'

/** A pause in typing that is worth a search. */
const TYPING_PAUSE_MS = 150
const EVERYBODY = 'all'

interface ThreadFiltersProps {
  filter: ListFilter
  agents: ListAgent[]
  onChange: (filter: ListFilter) => void
}

/** What to look for, and among which threads. */
export function ThreadFilters({ filter, agents, onChange }: ThreadFiltersProps) {
  const t = useTranslations('threads')
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(filter.q)
  const latest = useRef({ filter, onChange })
  latest.current = { filter, onChange }
  useShortcuts({ '/': () => field.current?.focus() })
  // The address changed by other means, such as the back button.
  const [shown, setShown] = useState(filter.q)
  if (shown !== filter.q) {
    setShown(filter.q)
    if (text.trim() !== filter.q) setText(filter.q)
  }
  useEffect(() => {
    const timer = setTimeout(() => {
      const { filter: now, onChange: change } = latest.current
      if (text.trim() !== now.q) change({ ...now, q: text.trim() })
    }, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])

  const toggles = [
    { name: 'mine', label: t('filterMine') },
    { name: 'pinned', label: t('filterPinned') },
    { name: 'live', label: t('filterLive') },
  ] as const
  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-60 flex-1 max-sm:basis-full">
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted-foreground" />
        <Input
          ref={field}
          type="search"
          aria-label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={text}
          maxLength={200}
          className="pl-8"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text) {
              event.stopPropagation()
              setText('')
            }
          }}
        />
      </div>
      <Select
        aria-label={t('filterAgent')}
        className="w-40 max-sm:w-auto max-sm:flex-1 max-sm:basis-2/5"
        value={filter.agentId ?? EVERYBODY}
        options={[
          { value: EVERYBODY, label: t('everyAgent') },
          ...agents.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onValueChange={(value) => onChange({ ...filter, agentId: value === EVERYBODY ? null : value })}
      />
      <Select
        aria-label={t('filterState')}
        className="w-32 max-sm:w-auto max-sm:flex-1 max-sm:basis-2/5"
        value={filter.state}
        options={[
          { value: 'active', label: t('stateActive') },
          { value: 'archived', label: t('stateArchived') },
          { value: 'deleted', label: t('stateDeleted') },
        ]}
        onValueChange={(state) => onChange({ ...filter, state: state as ListFilter['state'] })}
      />
      {/* A search is over everything: by agent and archive alone. */}
      <div className={cn('flex gap-1 max-sm:basis-full', filter.q && 'hidden')}>
        {toggles.map(({ name, label }) => (
          <Button
            key={name}
            variant={filter[name] ? 'secondary' : 'ghost'}
            aria-pressed={filter[name]}
            className={cn('max-sm:h-10', !filter[name] && 'border border-dashed')}
            onClick={() => onChange({ ...filter, [name]: !filter[name] })}
          >
            {label}
          </Button>
        ))}
      </div>
    </search>
  )
}
