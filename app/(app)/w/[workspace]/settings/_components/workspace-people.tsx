'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { WorkspaceMemberView } from '#lib/workspaces/schema.ts'
import { letIn, takeOut } from '../actions.ts'
import { PersonSelect } from './person-select.tsx'

interface WorkspacePeopleProps {
  workspaceId: string
  people: WorkspaceMemberView[]
  /** Members of the organisation who are not in yet; null for those who may only look. */
  candidates: WorkspaceMemberView[] | null
}

/** Who enters a workspace by name. */
export function WorkspacePeople({ workspaceId, people, candidates }: WorkspacePeopleProps) {
  const t = useTranslations('team.people')
  return (
    <div className="flex flex-col gap-3">
      {people.length === 0 ? (
        <p className="text-muted-foreground">{t('none')}</p>
      ) : (
        <ul className="divide-y rounded-xl border bg-raised shadow-raised">
          {people.map((person) => (
            <PersonRow key={person.userId} workspaceId={workspaceId} person={person} mayChange={candidates !== null} />
          ))}
        </ul>
      )}
      {candidates && <AddPerson workspaceId={workspaceId} candidates={candidates} />}
    </div>
  )
}

function AddPerson({ workspaceId, candidates }: { workspaceId: string; candidates: WorkspaceMemberView[] }) {
  const t = useTranslations('team.people')
  const [userId, setUserId] = useState('')
  const clear = useCallback(() => setUserId(''), [])
  const { submit, pending, error } = useSubmit(letIn, clear)
  if (candidates.length === 0) return <p className="text-muted-foreground text-sm">{t('allIn')}</p>
  return (
    <div className="flex flex-wrap gap-2">
      <PersonSelect
        label={t('add')}
        placeholder={t('choose')}
        people={candidates}
        value={userId}
        onChange={setUserId}
      />
      <Button pending={pending} disabled={userId === ''} onClick={() => submit({ workspaceId, userId })}>
        {t('addDo')}
      </Button>
      {error && (
        <p role="alert" className="w-full text-danger text-sm">
          {error.message}
        </p>
      )}
    </div>
  )
}

function PersonRow(props: { workspaceId: string; person: WorkspaceMemberView; mayChange: boolean }) {
  const t = useTranslations('team.people')
  const { workspaceId, mayChange } = props
  const { userId, name, email } = props.person
  const remove = useCallback(() => takeOut({ workspaceId, userId }), [workspaceId, userId])
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Avatar name={name} size="md" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-muted-foreground text-sm">{email}</p>
      </div>
      {mayChange && (
        <ConfirmDialog
          trigger={
            <Button variant="ghost" size="icon-sm" aria-label={t('remove', { name })}>
              <X aria-hidden />
            </Button>
          }
          title={t('removeQuestion', { name })}
          consequences={[t('removeOut'), t('removeStays')]}
          confirmLabel={t('remove', { name })}
          action={remove}
          onDone={() => toast.success(t('removed', { name }))}
        />
      )}
    </li>
  )
}
