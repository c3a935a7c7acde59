"""One text for people, in Chinese and in English."""

from feijian.messages.labels import Words as Words
