"""Every text of the workbench's pages that is not data, in Chinese and in English."""

from feijian.messages.labels import Labels

TEXTS = Labels("desk")
