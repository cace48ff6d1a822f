'use client'

import { Pencil, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { MemoryView } from '#lib/memory/schema.ts'
import { changeMemory, noteMemory } from '../actions.ts'

interface MemoryFormProps {
  workspaceId: string
  agents: { id: string; name: string }[]
  /** Left out: a new one. */
  memory?: MemoryView
}

const ALL = 'all'

/** Notes something, or corrects what is noted. */
export function MemoryForm({ workspaceId, agents, memory }: MemoryFormProps) {
  const t = useTranslations('memory')
  const problemWords = useProblemWords()
  const [isOpen, setOpen] = useState(false)
  const [isPending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const [owner, setOwner] = useState(memory?.agentId ?? ALL)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('text'))
    startTransition(async () => {
      const fields = { workspaceId, text, agentId: owner === ALL ? null : owner }
      const result = await (memory ? changeMemory({ ...fields, memoryId: memory.id }) : noteMemory(fields))
      if (result.ok) setOpen(false)
      setProblem(result.ok ? null : problemWords(result.error))
    })
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        {memory ? (
          <Button variant="ghost" size="icon-sm" aria-label={t('edit')}>
            <Pencil aria-hidden />
          </Button>
        ) : (
          <Button variant="primary" size="sm">
            <Plus aria-hidden />
            {t('add')}
          </Button>
        )}
      </DialogTrigger>
      <DialogContent title={memory ? t('edit') : t('add')} description={t('formHint')}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t('text')}>
            {(control) => (
              <Textarea
                {...control}
                name="text"
                required
                maxLength={8000}
                defaultValue={memory?.text}
                className="max-h-80"
              />
            )}
          </Field>
          <Field label={t('for')}>
            {(control) => (
              <Select
                {...control}
                value={owner}
                onValueChange={setOwner}
                options={[
                  { value: ALL, label: t('allAgents') },
                  ...agents.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          </Field>
          {problem && (
            <Notice tone="danger" role="alert">
              {problem}
            </Notice>
          )}
          <DialogActions>
            <Button type="submit" variant="primary" pending={isPending}>
              {t('save')}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
