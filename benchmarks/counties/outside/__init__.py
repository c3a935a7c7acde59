"""An outside county: a synthetic delivery whose author had not seen any rule of the product."""
