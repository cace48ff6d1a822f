'use client'

import { ImageUp, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { AgentAvatar } from '#lib/agents/schema.ts'
import { addPicture } from '../actions.ts'
import { shrinkPicture } from './shrink-picture.ts'

interface FacePickerProps {
  workspaceId: string
  readOnly: boolean
  value: AgentAvatar | null
  errors: string[] | undefined
  onChange: (avatar: AgentAvatar | null) => void
}

/** An emoji or a picture instead of the initials. */
export function FacePicker({ workspaceId, readOnly, value, errors, onChange }: FacePickerProps) {
  const t = useTranslations('agents')
  const file = useRef<HTMLInputElement>(null)
  const take = useCallback(({ imageId }: { imageId: string }) => onChange({ kind: 'image', imageId }), [onChange])
  const { submit, pending, error } = useSubmit(addPicture, take)
  const upload = (picture: File) =>
    shrinkPicture(picture).then(
      (base64) => submit({ workspaceId, base64 }),
      () => toast.error(t('pictureUnreadable')),
    )
  return (
    <Field label={t('emoji')} hint={t('emojiHint')} errors={error ? [error.message] : errors}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <Input
            {...control}
            value={value?.kind === 'emoji' ? value.emoji : ''}
            maxLength={40}
            className="w-24"
            onChange={({ target }) => onChange(target.value ? { kind: 'emoji', emoji: target.value } : null)}
          />
          {!readOnly && (
            <>
              <input
                ref={file}
                type="file"
                hidden
                accept="image/png,image/jpeg,image/webp"
                aria-label={t('uploadPicture')}
                onChange={({ target }) => {
                  const [picture] = target.files ?? []
                  target.value = ''
                  if (picture) void upload(picture)
                }}
              />
              <Button size="sm" pending={pending} onClick={() => file.current?.click()}>
                <ImageUp aria-hidden />
                {t('uploadPicture')}
              </Button>
              {value?.kind === 'image' && (
                <Button size="sm" variant="ghost" onClick={() => onChange(null)}>
                  <X aria-hidden />
                  {t('removePicture')}
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </Field>
  )
}
