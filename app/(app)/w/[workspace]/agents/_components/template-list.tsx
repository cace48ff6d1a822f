'use client'

import { ArrowRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { addAgent } from '../actions.ts'

interface TemplateListProps {
  workspaceId: string
  templates: { id: string; name: string; color: string; summary: string }[]
}

const BLANK = 'blank'

/** One press makes the agent and opens it. */
export function TemplateList({ workspaceId, templates }: TemplateListProps) {
  const t = useTranslations('agents')
  const router = useRouter()
  const [chosen, setChosen] = useState<string>()
  const open = useCallback(
    ({ id }: { id: string }) => router.push(workspacePaths(workspaceId).agent(id)),
    [router, workspaceId],
  )
  const { submit, pending, error } = useSubmit(addAgent, open)
  const blank = { id: BLANK, name: t('fromScratch'), color: 'slate', summary: t('fromScratchSummary') }
  return (
    <>
      <ul className="flex flex-col gap-2">
        {[...templates, blank].map(({ id, name, color, summary }) => (
          <li key={id}>
            <button
              type="button"
              disabled={pending}
              aria-busy={(pending && chosen === id) || undefined}
              onClick={() => {
                setChosen(id)
                submit({ workspaceId, ...(id === BLANK ? { name: t('newAgent') } : { templateId: id, name }) })
              }}
              className="group flex w-full items-center gap-4 rounded-xl border bg-raised p-4 text-left shadow-raised transition-colors hover:bg-hover disabled:opacity-60"
            >
              <Avatar name={name} color={color} size="lg" />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{name}</span>
                <span className="block text-muted-foreground">{summary}</span>
              </span>
              <ArrowRight
                aria-hidden
                className="size-4 text-muted-foreground transition-transform group-hover:translate-x-0.5"
              />
            </button>
          </li>
        ))}
      </ul>
      {error && (
        <Notice tone="danger" role="alert">
          {error.message}
        </Notice>
      )}
    </>
  )
}
