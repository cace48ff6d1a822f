'use client'

import { Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { Role } from '#lib/access/roles.ts'
import { roleWords } from '../../_components/role-words.ts'
import { makeApiKey } from '../actions.ts'

interface NewApiKeyProps {
  tenantId: string
  workspace: { id: string; name: string }
  /** Those that the person can hand on. */
  roles: Role[]
}

const EVERYWHERE = 'everywhere'

export function NewApiKey({ tenantId, workspace, roles }: NewApiKeyProps) {
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState<string>()
  const show = useCallback((made: { key: string }) => setKey(made.key), [])
  const { submit, pending, error, clearError } = useSubmit(makeApiKey, show)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setKey(undefined)
        clearError()
      }}
    >
      <DialogTrigger asChild>
        <Button variant="primary" size="sm">
          <Plus aria-hidden />
          New key
        </Button>
      </DialogTrigger>
      {key ? (
        <DialogContent
          title="Your new key"
          description="Copy it now: it is not stored, and cannot be shown again. Whoever has it can act in your name."
        >
          <CopyField label="API key" value={key} />
          <DialogActions>
            <DialogClose asChild>
              <Button variant="primary">Done</Button>
            </DialogClose>
          </DialogActions>
        </DialogContent>
      ) : (
        <DialogContent title="New API key" description="Give it a name by which you will know the script.">
          <Form
            error={error}
            onSubmit={(data) => {
              const reach = String(data.get('reach'))
              submit({
                tenantId,
                name: String(data.get('name')),
                role: String(data.get('role')),
                workspaceId: reach === EVERYWHERE ? null : reach,
              })
            }}
          >
            <Field label="Name" errors={error?.fieldErrors?.name}>
              {(control) => <Input {...control} name="name" placeholder="Nightly report" maxLength={80} />}
            </Field>
            <div className="grid grid-cols-2 gap-4">
              <Field label="May do">
                {(control) => (
                  <Select
                    {...control}
                    name="role"
                    defaultValue={roles.includes('member') ? 'member' : roles[0]}
                    options={roles.map((value) => ({ value, ...roleWords[value] }))}
                  />
                )}
              </Field>
              <Field label="Where">
                {(control) => (
                  <Select
                    {...control}
                    name="reach"
                    defaultValue={workspace.id}
                    options={[
                      { value: workspace.id, label: workspace.name },
                      { value: EVERYWHERE, label: 'All workspaces' },
                    ]}
                  />
                )}
              </Field>
            </div>
            <DialogActions>
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <Button type="submit" variant="primary" pending={pending}>
                Make the key
              </Button>
            </DialogActions>
          </Form>
        </DialogContent>
      )}
    </Dialog>
  )
}
