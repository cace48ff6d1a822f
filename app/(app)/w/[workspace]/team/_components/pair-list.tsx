'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'

export interface Named {
  id: string
  name: string
}

export type Pair = [string, string]

interface PairListProps {
  pairs: readonly Pair[]
  agents: readonly Named[]
  mayChange: boolean
  onChange: (pairs: readonly Pair[]) => void
}

/** Two agents a line, who may talk to each other. */
export function PairList({ pairs, agents, mayChange, onChange }: PairListProps) {
  const t = useTranslations('team-talk')
  const nameOf = (id: string) => agents.find((agent) => agent.id === id)?.name ?? t('removedAgent')
  const optionsFor = (id: string) => {
    const isKnown = agents.some((agent) => agent.id === id)
    const known = agents.map(({ id: value, name }) => ({ value, label: name }))
    return isKnown ? known : [...known, { value: id, label: t('removedAgent') }]
  }
  const change = (at: number, pair: Pair) => onChange(pairs.map((each, index) => (index === at ? pair : each)))
  const [first, second] = agents
  return (
    <div className="flex flex-col gap-3">
      {pairs.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t(second ? 'noPairs' : 'tooFewAgents')}</p>
      ) : (
        <ul aria-label={t('pairs')} className="flex flex-col gap-2">
          {pairs.map((pair, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pair has no other name than its place
            <li key={index} className="flex items-center gap-2">
              {([0, 1] as const).map((side) => (
                <Select
                  key={side}
                  aria-label={t(side === 0 ? 'firstOf' : 'secondOf', { place: index + 1 })}
                  className="min-w-0 flex-1"
                  value={pair[side]}
                  onValueChange={(id) => change(index, side === 0 ? [id, pair[1]] : [pair[0], id])}
                  disabled={!mayChange}
                  options={optionsFor(pair[side])}
                />
              ))}
              {mayChange && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('removePair', { one: nameOf(pair[0]), other: nameOf(pair[1]) })}
                  onClick={() => onChange(pairs.filter((_, at) => at !== index))}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && first && second && (
        <Button size="sm" className="self-start" onClick={() => onChange([...pairs, [first.id, second.id]])}>
          <Plus aria-hidden />
          {t('addPair')}
        </Button>
      )}
    </div>
  )
}
