import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ROLES, type Role } from '#lib/access/roles.ts'

/** The roles for people. */
export function useRoleWords(): Record<Role, { label: string; description: string }> {
  const t = useTranslations('team')
  return useMemo(() => {
    const words = (role: Role) => ({ label: t(`roles.${role}.label`), description: t(`roles.${role}.description`) })
    return Object.fromEntries(ROLES.map((role) => [role, words(role)])) as ReturnType<typeof useRoleWords>
  }, [t])
}
