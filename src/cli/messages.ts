import { applianceMessages } from './messages/appliance.ts';
import { commonMessages } from './messages/common.ts';
import { demoMessages } from './messages/demo.ts';
import { helpMessages } from './messages/help.ts';
import { partnerMessages } from './messages/partner.ts';

/** All that the command line says beside the error catalogue. */
export const messages = { ...helpMessages, ...commonMessages, ...partnerMessages, ...applianceMessages, ...demoMessages };

export type MessageKey = keyof typeof messages;
