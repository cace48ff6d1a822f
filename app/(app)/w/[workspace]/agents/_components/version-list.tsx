'use client'

import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryState } from 'nuqs'
import { useCallback, useEffect, useState } from 'react'
import { NO_PLACE } from '#components/chat/patch.ts'
import { PatchView } from '#components/chat/patch-view.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { SettingChange, VersionSummary } from '#lib/agents/version-schema.ts'
import { compareSaves, restoreSave } from '../actions.ts'

interface VersionListProps {
  workspaceId: string
  agentId: string
  current: number
  versions: VersionSummary[]
  mayRestore: boolean
}

/** The saves of an agent: who made them, what they changed, and the way back. */
export function VersionList({ versions, ...rest }: VersionListProps) {
  return (
    <ol className="divide-y rounded-xl border bg-raised shadow-raised">
      {versions.map((version) => (
        <VersionRow key={version.id} version={version} {...rest} />
      ))}
    </ol>
  )
}

type VersionRowProps = Omit<VersionListProps, 'versions'> & { version: VersionSummary }

function VersionRow({ workspaceId, agentId, current, version, mayRestore }: VersionRowProps) {
  const t = useTranslations('agents')
  const { number, origin, originNumber, savedAt, savedBy, changed } = version
  const [shown, setShown] = useQueryState('changes', parseAsInteger)
  const isOpen = shown === number
  const [changes, setChanges] = useState<SettingChange[] | null>(null)
  const compare = useSubmit(
    compareSaves,
    useCallback((found: { changes: SettingChange[] }) => setChanges(found.changes), []),
  )
  const { submit: load } = compare
  // Also where the address asks for it: what somebody looks at can be shared, and survives a reload.
  useEffect(() => {
    if (isOpen && number > 1) load({ workspaceId, agentId, number })
  }, [isOpen, number, load, workspaceId, agentId])
  const restore = useSubmit(restoreSave, ({ version: restored, modelsLeftOut }) => {
    toast.success(t('restored', { number, restored }), {
      description: modelsLeftOut.length > 0 ? t('modelsLeftOut', { models: modelsLeftOut.join(', ') }) : undefined,
    })
  })
  const error = compare.error ?? restore.error
  const where = { workspaceId, agentId, number }
  return (
    <li id={`v${number}`} className="flex scroll-mt-4 flex-col gap-3 px-4 py-3 target:bg-hover">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-40 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {t('version', { number })}
            {number === current && <Badge tone="success">{t('currentVersion')}</Badge>}
            {origin === 'restored' && originNumber !== null && (
              <Badge>{t('fromVersion', { number: originNumber })}</Badge>
            )}
          </p>
          <p className="text-muted-foreground text-sm">
            {savedBy.name} {savedBy.kind === 'api_key' && `(${t('overApi')}) `}· <LocalDate date={savedAt} time />
          </p>
          {changed.length > 0 && (
            <p className="text-sm">{changed.map((setting) => t(`settings.${setting}`)).join(', ')}</p>
          )}
        </div>
        {number > 1 && (
          <Button
            size="sm"
            variant="ghost"
            aria-expanded={isOpen}
            pending={compare.pending}
            onClick={() => void setShown(isOpen ? null : number)}
          >
            {isOpen ? t('hideChanges') : t('showChanges')}
          </Button>
        )}
        {mayRestore && number !== current && (
          <Button size="sm" pending={restore.pending} onClick={() => restore.submit(where)}>
            {t('restore')}
          </Button>
        )}
      </div>
      {error && (
        <Notice tone="danger" role="alert">
          {error.message}
        </Notice>
      )}
      {isOpen && changes?.map((change) => <Change key={change.setting} change={change} />)}
    </li>
  )
}

function Change({ change: { setting, patch, before, after } }: { change: SettingChange }) {
  const t = useTranslations('agents')
  const picture = { none: t('initials'), image: t('aPicture') }
  return (
    <section className="overflow-hidden rounded-lg border">
      <h3 className="border-b bg-muted px-3 py-1.5 font-medium text-sm">{t(`settings.${setting}`)}</h3>
      <PatchView isWrapped patch={patch ?? valuePatch(linesOf(before, picture), linesOf(after, picture))} />
    </section>
  )
}

/** What went and what came, in the shape of a patch. */
function valuePatch(before: string[], after: string[]): string {
  const gone = before.filter((line) => !after.includes(line))
  const come = after.filter((line) => !before.includes(line))
  return [NO_PLACE, ...gone.map((line) => `-${line}`), ...come.map((line) => `+${line}`)].join('\n')
}

/** A setting's value as people read it: a line for each thing in it. */
function linesOf(value: unknown, picture: { none: string; image: string }): string[] {
  if (value === null || value === undefined) return [picture.none]
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
  if (typeof value !== 'object') return [String(value)]
  if ('emoji' in value) return [String(value.emoji)]
  if ('imageId' in value) return [picture.image]
  return Object.entries(value).map(([name, part]) => `${name}: ${JSON.stringify(part)}`)
}
