import type { ErrorCatalogue } from './entry.ts';

/** What ended an unplugged session, and why nothing can be said of a machine: each with what mends it. */
export const gapErrors = {
  GAP_MOVED: {
    what: {
      fr: 'L’interface « {name} » a bougé pendant la séance scellée (compteur : {counter}); le sas a été tué et la séance abandonnée.',
      en: 'Interface “{name}” moved during the sealed session (counter: {counter}); the chamber was killed and the session aborted.',
    },
    fix: {
      fr: 'Cherchez qui ou quoi a touché à ce lien, même un instant, puis reprenez les mêmes lots.',
      en: 'Find who or what touched this link, were it for an instant, then take up the same bundles.',
    },
  },
  GAP_DEVICE: {
    what: {
      fr: 'Un appareil ou une route du réseau, « {name} », est apparu ou a disparu pendant la séance scellée; le sas a été tué et la séance abandonnée.',
      en: 'A network device or route, “{name}”, came or went during the sealed session; the chamber was killed and the session aborted.',
    },
    fix: {
      fr: 'Ne branchez ni ne retirez rien pendant une séance, puis reprenez les mêmes lots.',
      en: 'Plug and unplug nothing during a session, then take up the same bundles.',
    },
  },
  GAP_WATCH: {
    what: {
      fr: 'La surveillance des liens de la machine ne peut pas être tenue ({reason}); rien n’est ouvert sans elle.',
      en: 'The watch over the machine’s links cannot be kept ({reason}); nothing is opened without it.',
    },
    fix: {
      fr: 'Installez iproute2 (ip) et util-linux (setpriv, nsenter), puis reprenez les mêmes lots.',
      en: 'Install iproute2 (ip) and util-linux (setpriv, nsenter), then take up the same bundles.',
    },
  },
  GAP_ASLEEP: {
    what: {
      fr: 'Personne n’a regardé les liens de la machine pendant {seconds} s de la séance scellée : elle dormait. Le sas a été tué et la séance abandonnée.',
      en: 'Nobody looked at the machine’s links for {seconds} s of the sealed session: it was asleep. The chamber was killed and the session aborted.',
    },
    fix: {
      fr: 'Empêchez la mise en veille (systemctl mask sleep.target; laissez le capot ouvert), puis reprenez les mêmes lots.',
      en: 'Keep the machine from sleeping (systemctl mask sleep.target; leave the lid open), then take up the same bundles.',
    },
  },
  GAP_CONTAINER: {
    what: {
      fr: 'Écluse voit les liens d’un conteneur ({where}), non ceux de la machine : elle ne peut pas prouver que celle-ci est débranchée.',
      en: 'Écluse sees a container’s links ({where}), not the machine’s: it cannot prove that the machine is unplugged.',
    },
    fix: {
      fr: 'Lancez l’appareil hors du conteneur, ou montez-y ceux de l’hôte : -v /proc:/host/proc:ro -v /sys:/host/sys:ro, avec --privileged.',
      en: 'Run the appliance outside the container, or mount the host’s in it: -v /proc:/host/proc:ro -v /sys:/host/sys:ro, with --privileged.',
    },
  },
  GAP_FOREIGN: {
    what: {
      fr: 'Ce que le noyau montre ici ({where}) n’est pas l’espace réseau de la machine.',
      en: 'What the kernel shows here ({where}) is not the machine’s network namespace.',
    },
    fix: {
      fr: 'Lancez l’appareil dans l’espace réseau du processus 1, avec son /proc et son /sys.',
      en: 'Run the appliance in the network namespace of process 1, with its /proc and its /sys.',
    },
  },
  GAP_UNREADABLE: {
    what: {
      fr: 'Les liens de la machine ne peuvent pas être lus ({where}) : rien ne prouve qu’elle soit débranchée.',
      en: 'The machine’s links cannot be read ({where}): nothing proves that it is unplugged.',
    },
    fix: {
      fr: 'Lancez l’appareil en root, avec toutes ses capacités (CAP_SYS_PTRACE lit l’espace du processus 1); /proc et /sys doivent être montés.',
      en: 'Run the appliance as root, with all its capabilities (CAP_SYS_PTRACE reads the namespace of process 1); /proc and /sys must be mounted.',
    },
  },
} as const satisfies ErrorCatalogue;
