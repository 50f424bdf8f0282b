export const SESSION_COOKIE = 'ecluse_session';
export const VISIT_COOKIE = 'ecluse_visit';
